using BenchmarkDotNet.Attributes;
using Predictor.Trees.Growing;
using Predictor.Trees.Numerics;

namespace Predictor.Trees.Benchmarks;

/// <summary>Looks for the best split of a column of 255 bins and one for what is missing, at each width.</summary>
public class SplitBenchmarks
{
    private static readonly SplitLimits Limits = SplitLimits.Of(new BoostingOptions());

    private readonly FixedPoint _point = new(1_000_000, 1, 0.25);
    private PackedSums[] _bins = [];
    private RowSums _node;

    /// <summary>Whether a direction has to be kept to.</summary>
    [Params(0, 1)]
    public int Direction { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        _bins = [.. Enumerable.Range(0, 256).Select(b => Enumerable.Range(0, 50).Aggregate(default(PackedSums), (sum, _) => sum + _point.Pack(random.NextDouble() - 0.5, 0.2)))];
        _node = _point.Unpack(_bins.Aggregate((a, b) => a + b));
    }

    [Benchmark(Baseline = true)]
    public double One() => Gain<Lanes1>();

    [Benchmark]
    public double Four() => Gain<Lanes4>();

    [Benchmark]
    public double Eight() => Gain<Lanes8>();

    private double Gain<T>()
        where T : struct, ILanes<T> => NumberScan.Best<T>(_bins, _point, Limits, _node, LeafBounds.None, Direction).Gain;
}
