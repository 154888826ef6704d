using BenchmarkDotNet.Attributes;
using Predictor.Trees.Growing;

namespace Predictor.Trees.Benchmarks;

/// <summary>Sums the histogram of a node: every so manyth row of a table, 32 columns.</summary>
public class HistogramBenchmarks
{
    private const int TableRows = 200_000;
    private static readonly int[] Columns = [.. Enumerable.Range(0, TrainingTable.Columns)];

    private Histograms _histograms = null!;
    private RowGatherer _gatherer = null!;
    private PackedSums[] _histogram = [];
    private PackedSums[] _other = [];
    private PackedSums[] _sums = [];
    private int[] _rows = [];

    /// <summary>Of how many rows one is in the node.</summary>
    [Params(1, 5, 50)]
    public int Apart { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var table = TrainingTable.Binned(TableRows);
        _histograms = new Histograms(table);
        _gatherer = new RowGatherer(table);
        (_histogram, _other) = (_histograms.Take(), _histograms.Take());
        var point = new FixedPoint(TableRows, 1, 0.25);
        _sums = [.. Enumerable.Range(0, TableRows).Select(r => point.Pack((r % 100 / 100.0) - 0.5, r % 7 / 28.0))];
        _rows = [.. Enumerable.Range(0, TableRows / Apart).Select(i => i * Apart)];
    }

    [Benchmark]
    public void Sum()
    {
        _histograms.Clear(_histogram, Columns);
        _gatherer.Add(_rows, Columns, _sums, _histograms, _histogram);
    }

    [Benchmark]
    public void Subtract()
    {
        foreach (var column in Columns) _histograms.Subtract(column, _histogram, _other);
    }
}
