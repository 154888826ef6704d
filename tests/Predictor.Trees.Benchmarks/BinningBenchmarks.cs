using BenchmarkDotNet.Attributes;
using Predictor.Trees.Numerics;

namespace Predictor.Trees.Benchmarks;

/// <summary>Cuts a table of 32 columns into bins on one thread; and log-odds into probabilities, as every round of boosting does.</summary>
public class BinningBenchmarks
{
    private const int Rows = 100_000;
    private readonly TreeColumn[] _columns = [.. Enumerable.Range(0, TrainingTable.Columns).Select(c => new TreeColumn($"x{c}"))];
    private readonly double[] _scores = [.. Enumerable.Range(0, Rows).Select(r => (r % 1000 / 100.0) - 5)];
    private readonly double[] _probabilities = new double[Rows];
    private double[] _values = [];

    [GlobalSetup]
    public void Prepare() => _values = TrainingTable.Values(Rows);

    [Benchmark]
    public BinnedTable Bin() => BinnedTable.Of(_columns, _values, Rows, 255, 1, default);

    [Benchmark]
    public void Sigmoid() => StableLanes.Sigmoid(_scores, _probabilities);
}
