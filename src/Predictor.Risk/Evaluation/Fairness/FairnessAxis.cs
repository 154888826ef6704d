namespace Predictor.Risk.Evaluation.Fairness;

/// <summary>The groups of one attribute.</summary>
/// <param name="Attribute">An <c>s_</c> column, or <c>age</c>, <c>payer</c>, <c>clinic</c>, <c>delivery</c>.</param>
/// <param name="Groups">By name.</param>
public sealed record FairnessAxis(string Attribute, IReadOnlyList<FairnessGroup> Groups);
