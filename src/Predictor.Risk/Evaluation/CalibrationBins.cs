namespace Predictor.Risk.Evaluation;

/// <summary>
/// Neighbouring predictions taken together, so that the figures of calibration need no pass over every row in each repeat of a bootstrap. A bin holds
/// under a 500th of the weight or is a single prediction, and is at most .02 wide in log-odds: what is lost is far below what a draw of clients changes.
/// </summary>
internal sealed class CalibrationBins
{
    private const int MostFull = 500;
    private const double MostWidth = 0.02;

    private readonly int[] _binOf;
    private readonly double[] _values;

    private CalibrationBins(int[] binOf, double[] values)
    {
        _binOf = binOf;
        _values = values;
    }

    public int Count => _values.Length;

    /// <summary>The bin of each distinct prediction.</summary>
    public ReadOnlySpan<int> BinOf => _binOf;

    /// <summary>The bins of some predictions; each stands at the mean of its log-odds.</summary>
    public static CalibrationBins Of(PredictionWeights ranked)
    {
        var binOf = new int[ranked.Count];
        var values = new List<double>();
        var most = ranked.Weight / MostFull;
        var (first, weight, sum) = (0.0, 0.0, 0.0);
        for (var i = 0; i < binOf.Length; i++)
        {
            var logOdds = LogOdds.Of(ranked.Values[i]);
            var ofThis = ranked.Positive[i] + ranked.Negative[i];
            if (i > 0 && (weight + ofThis > most || logOdds - first > MostWidth))
            {
                values.Add(LogOdds.ProspectOf(sum / weight).OfOne);
                weight = 0;
            }

            if (weight == 0)
                (first, sum) = (logOdds, 0);
            binOf[i] = values.Count;
            weight += ofThis;
            sum += ofThis * logOdds;
        }

        if (weight > 0)
            values.Add(LogOdds.ProspectOf(sum / weight).OfOne);
        return new CalibrationBins(binOf, [.. values]);
    }

    /// <summary>The bins that hold any weight, with it.</summary>
    /// <param name="positive">Of each bin the weight of rows with label 1.</param>
    /// <param name="negative">The same of rows with label 0.</param>
    public PredictionWeights Weighed(ReadOnlySpan<double> positive, ReadOnlySpan<double> negative)
    {
        var (values, ones, zeros, count) = (new double[Count], new double[Count], new double[Count], 0);
        for (var bin = 0; bin < Count; bin++)
        {
            if (positive[bin] + negative[bin] == 0)
                continue;
            (values[count], ones[count], zeros[count]) = (_values[bin], positive[bin], negative[bin]);
            count++;
        }

        return new PredictionWeights(values[..count], ones[..count], zeros[..count]);
    }
}
