namespace Predictor.Risk.Reasons.Actions;

/// <summary>Something that could be tried, for a person to decide on.</summary>
/// <param name="Code">Such as <c>call-after-miss</c>.</param>
/// <param name="Title">What to do, in a line.</param>
/// <param name="Detail">How, in a sentence or two.</param>
/// <param name="Because">The codes of the reasons it answers; for safety, of the features that ask for it, which need not be among the reasons.</param>
public sealed record SuggestedAction(string Code, string Title, string Detail, IReadOnlyList<string> Because);
