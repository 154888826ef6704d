using Predictor.Risk.Features;

namespace Predictor.Risk.Evaluation.Learned;

/// <summary>Changes one value of a row at a time and looks whether the score moves the way it may.</summary>
internal static class DirectionChecks
{
    /// <summary>So many values of the feature are tried in each row.</summary>
    private const int Values = 12;

    /// <summary>Sums of many trees differ in the last places by their order alone.</summary>
    private const double Rounding = 1e-12;

    /// <param name="explained">The rows: their values are the ones tried.</param>
    /// <param name="features">The columns that move any score.</param>
    /// <param name="most">How many rows are changed.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<DirectionCheck> Of(ExplainedRows explained, IEnumerable<int> features, int most, CancellationToken cancellation)
    {
        var directed = features.Where(f => explained.Features.Slots[f].Feature.Direction != RiskDirection.Either).Order().ToArray();
        var checks = new DirectionCheck[directed.Length];
        Parallel.For(0, directed.Length, new ParallelOptions { CancellationToken = cancellation }, i => checks[i] = Check(explained, directed[i], most));
        return checks;
    }

    private static DirectionCheck Check(ExplainedRows explained, int feature, int most)
    {
        var declared = explained.Features.Slots[feature].Feature;
        var values = Tried(explained, feature);
        var columns = explained.Features.Count;
        var step = Math.Max(1, explained.Rows.Count / most);
        var breach = 0.0;
        for (var row = 0; row < explained.Rows.Count; row += step)
        {
            var changed = explained.Values.AsSpan(row * columns, columns).ToArray();
            var before = double.NaN;
            foreach (var value in values)
            {
                changed[feature] = value;
                var now = explained.Head.Calibration.LogOdds(explained.Head.Model.LogOdds(changed));
                var wrongWay = (before - now) * (int)declared.Direction;
                if (wrongWay > Rounding * Math.Max(1, Math.Abs(now))) breach = Math.Max(breach, wrongWay);
                before = now;
            }
        }

        return new DirectionCheck(declared.Code, declared.Direction == RiskDirection.Raises ? "raise" : "lower", breach);
    }

    private static double[] Tried(ExplainedRows explained, int feature)
    {
        double[] distinct = [.. Enumerable.Range(0, explained.Rows.Count).Select(row => explained.Value(row, feature)).Where(v => !double.IsNaN(v)).Distinct().Order()];
        if (distinct.Length <= Values) return distinct;
        return [.. Enumerable.Range(0, Values).Select(i => distinct[(int)((long)i * (distinct.Length - 1) / (Values - 1))])];
    }
}
