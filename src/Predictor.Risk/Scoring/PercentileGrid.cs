namespace Predictor.Risk.Scoring;

/// <summary>The distribution of the risk over a clinic's weekly training landmarks, as its percentiles.</summary>
public sealed class PercentileGrid
{
    private const int Steps = 100;

    /// <param name="quantiles">The 0, 1, ..., 100 % quantiles of the probability, ascending.</param>
    /// <exception cref="ArgumentException">There are not 101 values, or they do not ascend.</exception>
    public PercentileGrid(IReadOnlyList<double> quantiles)
    {
        ArgumentNullException.ThrowIfNull(quantiles);
        if (quantiles.Count != Steps + 1) throw new ArgumentException($"A percentile grid has {quantiles.Count} values; expected {Steps + 1}.", nameof(quantiles));
        for (var i = 1; i < quantiles.Count; i++)
        {
            if (!(quantiles[i] >= quantiles[i - 1])) throw new ArgumentException($"A percentile grid falls from {quantiles[i - 1]} to {quantiles[i]} at {i} %; expected ascending values.", nameof(quantiles));
        }

        Quantiles = quantiles;
    }

    public IReadOnlyList<double> Quantiles { get; }

    /// <summary>The grid of some probabilities.</summary>
    /// <param name="probabilities">One a landmark, at least one.</param>
    /// <param name="weights">The weight of each, positive.</param>
    public static PercentileGrid Of(double[] probabilities, double[] weights)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(weights);
        if (probabilities.Length == 0) throw new ArgumentException("A percentile grid needs at least one probability.", nameof(probabilities));
        var order = Enumerable.Range(0, probabilities.Length).OrderBy(i => probabilities[i]).ThenBy(i => i).ToArray();
        var total = order.Sum(i => weights[i]);
        var quantiles = new double[Steps + 1];
        var below = 0.0;
        var next = 0;
        for (var step = 0; step <= Steps; step++)
        {
            var wanted = total * step / Steps;
            while (next < order.Length - 1 && below + weights[order[next]] < wanted) below += weights[order[next++]];
            quantiles[step] = probabilities[order[next]];
        }

        return new PercentileGrid(quantiles);
    }

    /// <summary>The probability below which a share of the landmarks lies.</summary>
    /// <param name="percent">0 to 100.</param>
    public double Quantile(int percent) => Quantiles[percent];

    /// <summary>The share of landmarks with a lower risk (0-1), interpolated between the percentiles; in a run of equal percentiles, its middle.</summary>
    public double PercentileOf(double probability)
    {
        if (probability < Quantiles[0]) return 0;
        if (probability > Quantiles[Steps]) return 1;
        int first = 0, last = Steps;
        while (first < Steps && Quantiles[first] < probability) first++;
        while (last > 0 && Quantiles[last] > probability) last--;
        if (first <= last) return (first + last) / 2.0 / Steps;
        // Here last is the step below and first the one above: last + 1 == first.
        var within = (probability - Quantiles[last]) / (Quantiles[first] - Quantiles[last]);
        return (last + within) / Steps;
    }
}
