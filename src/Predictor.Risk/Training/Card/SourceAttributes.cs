namespace Predictor.Risk.Training.Card;

/// <summary>
/// The 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B): for each its place in the rule, and what it asks for in short.
/// </summary>
internal static class SourceAttributes
{
    public static IReadOnlyList<(string Section, IReadOnlyList<SourceAttribute> Attributes)> Sections { get; } =
    [
        ("1 Details and output", [
            new("1.i", "Developer and how to reach them"),
            new("1.ii", "Funding"),
            new("1.iii", "Output", IsMeasured: true),
            new("1.iv", "Kind of output", IsMeasured: true)]),
        ("2 Purpose", [
            new("2.i", "Intended use"),
            new("2.ii", "Intended population"),
            new("2.iii", "Intended users"),
            new("2.iv", "Role in decisions")]),
        ("3 Cautions", [
            new("3.i", "Out-of-scope use"),
            new("3.ii", "Known risks and limits")]),
        ("4 Development", [
            new("4.i", "Inclusion and exclusion"),
            new("4.ii", "Demographic, social and health status inputs"),
            new("4.iii", "Demographic representativeness"),
            new("4.iv", "Relevance to the intended setting")]),
        ("5 Fairness in development", [
            new("5.i", "Approach to fair output"),
            new("5.ii", "Management of bias")]),
        ("6 External validation", [
            new("6.i", "Data and setting", MayBeUnknown: true),
            new("6.ii", "Who tested", MayBeUnknown: true),
            new("6.iii", "Demographic representativeness of the external data", MayBeUnknown: true),
            new("6.iv", "Process", MayBeUnknown: true)]),
        ("7 Performance", [
            new("7.i", "Validity in test data of the same source", IsMeasured: true),
            new("7.ii", "Fairness in test data of the same source"),
            new("7.iii", "Validity in external data", MayBeUnknown: true),
            new("7.iv", "Fairness in external data", MayBeUnknown: true),
            new("7.v", "Evaluations of the effect on outcomes", MayBeUnknown: true)]),
        ("8 Monitoring", [
            new("8.i", "Validity over time: process and frequency"),
            new("8.ii", "Validity in local data", MayBeUnknown: true),
            new("8.iii", "Fairness over time: process and frequency"),
            new("8.iv", "Fairness in local data", MayBeUnknown: true)]),
        ("9 Updates", [
            new("9.i", "Process and frequency of updates", MayBeUnknown: true),
            new("9.ii", "Frequency of corrections", MayBeUnknown: true)]),
    ];
}

/// <summary>What one attribute asks for.</summary>
/// <param name="Id">Its place in the rule.</param>
/// <param name="Title">What it asks for, in short.</param>
/// <param name="MayBeUnknown">
/// Whether the rule lets it be said to be not available: external validation, its figures, effects on outcomes, local figures and updates. All else a clinic must know before use.
/// </param>
/// <param name="IsMeasured">Whether it follows from the run alone, so that nobody may state it otherwise.</param>
internal sealed record SourceAttribute(string Id, string Title, bool MayBeUnknown = false, bool IsMeasured = false);
