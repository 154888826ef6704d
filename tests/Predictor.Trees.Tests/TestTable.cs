using FsCheck;
using FsCheck.Fluent;

namespace Predictor.Trees.Tests;

/// <summary>Rows for tests: two numbers, one of them with few values, a category, and a number that is often missing; the label hangs on all of them.</summary>
internal sealed record TestTable(IReadOnlyList<TreeColumn> Columns, double[] Values, byte[] Labels, double[] Weights)
{
    public const int Number = 0;
    public const int Few = 1;
    public const int Category = 2;
    public const int Sparse = 3;

    public int RowCount => Labels.Length;

    public int[] All => [.. Enumerable.Range(0, RowCount)];

    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Columns.Count, Columns.Count);

    public BinnedTable Binned(int bins = 255, int threads = 1) => BinnedTable.Of(Columns, Values, RowCount, bins, threads, default);

    /// <summary>The same rows on every machine for a seed.</summary>
    public static TestTable Of(int seed, int rows, int direction = 0)
    {
        var random = new Random(seed);
        TreeColumn[] columns = [new("number", 0, direction), new("few"), new("category", 6), new("sparse")];
        var values = new double[rows * columns.Length];
        var labels = new byte[rows];
        var weights = new double[rows];
        for (var r = 0; r < rows; r++)
        {
            var row = values.AsSpan(r * columns.Length, columns.Length);
            row[Number] = random.NextDouble() * 4 - 2;
            row[Few] = random.Next(4);
            row[Category] = random.Next(12) == 0 ? double.NaN : random.Next(6);
            row[Sparse] = random.Next(3) == 0 ? double.NaN : random.NextDouble();
            var score = Math.Sin(3 * row[Number]) + 0.5 * row[Few] - 1 + (row[Category] is 1 or 4 ? 1 : 0) + (double.IsNaN(row[Sparse]) ? -0.7 : row[Sparse] * row[Number]);
            labels[r] = (byte)(random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0);
            weights[r] = 1 + random.Next(4) / 2.0;
        }

        // Both labels in the smallest table.
        if (rows > 1) (labels[0], labels[1]) = (0, 1);
        return new TestTable(columns, values, labels, weights);
    }

    /// <summary>Trains on all rows, or on some with others to judge by.</summary>
    public BoostingResult Train(BoostingOptions options, int[]? rows = null, int[]? validation = null) =>
        new BoostedTreesTrainer(options).Train(Binned(options.Bins), Labels, Weights, rows ?? All, validation ?? [], null, default);

    /// <summary>Holds a property for small tables, the same ones on every run.</summary>
    public static void Holds(int rows, Action<TestTable> property) => HoldsForSeeds(seed => property(Of(seed, rows)), 40);

    /// <summary>Holds a property for whatever is made of a seed, the same ones on every run.</summary>
    public static void HoldsForSeeds(Action<int> property, int tests) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20260301, 7).WithMaxTest(tests), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), property));
}
