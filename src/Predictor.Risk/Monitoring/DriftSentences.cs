using System.Globalization;

namespace Predictor.Risk.Monitoring;

/// <summary>What has moved, in sentences.</summary>
internal static class DriftSentences
{
    public static string Of(FeatureDrift drift)
    {
        var moves = new List<string>();
        if (Math.Abs(drift.MissingNow - drift.MissingBefore) >= 0.005) moves.Add(Invariant($"missing for {drift.MissingNow:P1} of clients where training had {drift.MissingBefore:P1}"));
        if (drift.MedianBefore is { } before && drift.MedianNow is { } now && before != now) moves.Add(Invariant($"median {now:0.###} where training had {before:0.###}"));
        if (drift.Unseen.Count > 0) moves.Add(Invariant($"{drift.Unseen.Sum(u => u.Share):P1} in categories that training never saw ({string.Join(", ", drift.Unseen.Take(3).Select(u => u.Category))}{(drift.Unseen.Count > 3 ? ", ..." : "")})"));
        var shift = drift.Contributions.MaxBy(c => Math.Abs(c.Shift))!;
        return Invariant($"{drift.Code} has moved: {string.Join("; ", moves.Append(Invariant($"PSI {drift.Psi:0.00}, p {drift.AdjustedPValue:0.####} after correction")))}. It moves the average risk at {shift.HorizonDays} days by {shift.Shift:+0.00;-0.00;0.00} in log-odds.");
    }

    public static string Of(ScoreDrift drift) =>
        Invariant($"The risk at {drift.HorizonDays} days has moved: PSI {drift.Psi:0.00}, p {drift.AdjustedPValue:0.####} after correction; median {drift.MedianNow:0.###} where training had {drift.MedianBefore:0.###}.");

    public static string Of(WindowPerformance window, ControlledFigure figure) =>
        Invariant($"{window.Window}, {window.HorizonDays} days: {figure.Name} is {figure.Value:0.000}; its control limits around the held-out {figure.Centre:0.000} are {figure.Lower:0.000} to {figure.Upper:0.000}.");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
