using Predictor.Risk.Features;
using Predictor.Risk.Features.State;

namespace Predictor.Risk.Reasons.Actions;

/// <summary>One entry of the catalogue of actions.</summary>
internal sealed record CareAction
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string Detail { get; init; }

    /// <summary>The themes of the reasons it answers, where these raise the risk.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>The families of which it answers that something is not known, where that raises the risk.</summary>
    public IReadOnlyList<FeatureFamily> AnswersMissing { get; init; } = [];

    /// <summary>True for what goes before everything else, whatever the risk of dropout.</summary>
    public bool IsSafety { get; init; }

    /// <summary>Whether it makes sense as things stand.</summary>
    public Func<FeatureState, bool> Fits { get; init; } = _ => true;

    /// <summary>Whether the contacts say that it was tried lately.</summary>
    public Func<FeatureState, bool> WasTried { get; init; } = _ => false;

    /// <summary>Whether it answers a reason.</summary>
    public bool DoesAnswer(FoundReason found) =>
        found.Raises && (found.IsMissing ? AnswersMissing.Any(f => FamilyNames.Of(f) == found.Reason.Family) : Answers.Contains(found.Theme));
}
