namespace Predictor.Risk.Features;

/// <summary>A category that training never saw, at a place in some rows.</summary>
public readonly record struct UnseenValue(int Row, string Code, string Category);
