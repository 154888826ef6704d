using BenchmarkDotNet.Attributes;

namespace Predictor.Trees.Benchmarks;

/// <summary>Scores rows of 32 columns on one thread, by trees of 31 leaves: a row alone, and 10,000 rows..</summary>
public class ScoringBenchmarks
{
    private const int Rows = 10_000;
    private readonly double[] _values = TrainingTable.Values(Rows);
    private readonly double[] _scores = new double[Rows];
    private TreeEnsemble? _ensemble;

    [Params(100, 500)]
    public int Trees { get; set; }

    /// <summary>A model that has something to learn: the label hangs on sums and products of columns, and on what is missing.</summary>
    internal static TreeEnsemble Model(int trees)
    {
        const int TrainingRows = 20_000;
        var values = TrainingTable.Values(TrainingRows);
        var random = new Random(2);
        var labels = new byte[TrainingRows];
        for (var r = 0; r < labels.Length; r++)
        {
            var row = values.AsSpan(r * TrainingTable.Columns, TrainingTable.Columns);
            var score = double.IsNaN(row[4]) ? 0.5 : 0;
            for (var c = 0; c + 3 < row.Length; c += 4) score += double.IsNaN(row[c] * row[c + 3]) ? 0 : (row[c] - 0.5) * (row[c + 3] - 4) / 2;
            labels[r] = (byte)(random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0);
        }

        var options = new BoostingOptions { Trees = trees, Leaves = 31, MinimumChildWeight = 0 };
        double[] weights = [.. Enumerable.Repeat(1.0, TrainingRows)];
        return new BoostedTreesTrainer(options).Train(TrainingTable.Binned(TrainingRows), labels, weights, [.. Enumerable.Range(0, TrainingRows)], [], null, default).Ensemble;
    }

    [GlobalSetup]
    public void Prepare() => _ensemble = Model(Trees);

    [Benchmark]
    public double One() => _ensemble!.Score(_values.AsSpan(0, TrainingTable.Columns));

    [Benchmark(OperationsPerInvoke = Rows)]
    public void RowOfBatch() => _ensemble!.Score(_values, _scores, 1, default);

    /// <summary>What the first score of a model that was read costs more than the next.</summary>
    [Benchmark]
    public double FirstScore() => new TreeEnsemble(_ensemble!.Data, _ensemble.Columns).Score(_values.AsSpan(0, TrainingTable.Columns));
}
