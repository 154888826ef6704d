using Predictor.Risk.Monitoring;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Operations.Telemetry;

/// <summary>
/// How far the risks of the last scores of a model have moved from those of its training, as the population stability index over the deciles of the training's
/// weekly landmarks: sum over bins of (a - e) ln(a / e), with e the share of training landmarks in a bin and a the share of recent scores, half a score added to
/// each bin. Below 0.1 is usually read as stable, above 0.25 as moved. Holds one byte a score.
/// </summary>
internal sealed class DriftWindow
{
    /// <summary>How many scores are looked at, the latest.</summary>
    public const int Size = 5000;

    /// <summary>With fewer scores chance alone would move the index: there is none.</summary>
    public const int Least = 500;

    private readonly Lock _lock = new();
    private readonly double[] _edges;
    private readonly double[] _expected;
    private readonly int[] _counts;
    private readonly byte[] _bins = new byte[Size];
    private long _seen;

    /// <param name="training">The distribution of the risk in training.</param>
    public DriftWindow(PercentileGrid training)
    {
        // Deciles that are equal make one bin of theirs; a last one that nothing exceeds makes none.
        var edges = new List<double>();
        var below = new List<double>();
        for (var decile = 1; decile < 10; decile++)
        {
            var edge = training.Quantile(decile * 10);
            if (edge >= training.Quantile(100)) break;
            if (edges.Count > 0 && edges[^1] == edge) below[^1] = decile / 10.0;
            else (edges, below) = ([.. edges, edge], [.. below, decile / 10.0]);
        }

        _edges = [.. edges];
        _expected = [.. below.Append(1.0).Zip(below.Prepend(0.0), (to, from) => to - from)];
        _counts = new int[_expected.Length];
    }

    /// <summary>The share of training landmarks in each bin.</summary>
    public IReadOnlyList<double> Expected => _expected;

    public void Add(double probability)
    {
        var found = Array.BinarySearch(_edges, probability);
        var bin = (byte)(found < 0 ? ~found : found);
        lock (_lock)
        {
            var place = (int)(_seen % Size);
            if (_seen >= Size) _counts[_bins[place]]--;
            _bins[place] = bin;
            _counts[bin]++;
            _seen++;
        }
    }

    /// <summary>The index; null where there are fewer than <see cref="Least"/> scores.</summary>
    public double? Index()
    {
        lock (_lock)
        {
            if (_seen < Least) return null;
            double count = Math.Min(_seen, Size);
            return PopulationStability.Index(_expected, double.PositiveInfinity, [.. _counts.Select(c => c / count)], count);
        }
    }
}
