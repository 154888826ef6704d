using Predictor.Trees.Numerics;

namespace Predictor.Trees.Tests.Additive;

/// <summary>Rows whose true log-odds are known: curves of single columns, and for some one planted pair.</summary>
internal static class AdditiveRows
{
    public const double PlantedEffect = 2;

    public static readonly TreeColumn[] Columns = [new("a"), new("b"), new("c"), new("d"), new("noise"), new("kind", 4)];

    /// <summary>What each of the columns adds; missing values add what is said here, too.</summary>
    public static double Curve(int column, double value) => column switch
    {
        0 => double.IsNaN(value) ? 0.7 : Math.Sin(2 * value),
        1 => double.IsNaN(value) ? 0 : value > 0.5 ? 1.2 : 0,
        2 => double.IsNaN(value) ? 0 : 0.5 * value,
        5 => value switch { 1 => 1, 3 => -0.8, _ => 0 },
        _ => 0,
    };

    public static double Planted(double c, double d) => double.IsNaN(c) || double.IsNaN(d) ? 0 : (c > 0) == (d > 0.3) ? PlantedEffect / 2 : -PlantedEffect / 2;

    public static TestTable Of(int seed, int rows, bool hasPair)
    {
        var random = new Random(seed);
        var values = new double[rows * Columns.Length];
        var labels = new byte[rows];
        for (var r = 0; r < rows; r++)
        {
            var row = values.AsSpan(r * Columns.Length, Columns.Length);
            for (var c = 0; c < 5; c++) row[c] = c == 0 && random.Next(10) == 0 ? double.NaN : (random.NextDouble() * 4) - 2;
            row[5] = random.Next(4);
            var score = -0.5 + (hasPair ? Planted(row[2], row[3]) : 0);
            for (var c = 0; c < Columns.Length; c++) score += Curve(c, row[c]);
            labels[r] = (byte)(random.NextDouble() < StableMath.Sigmoid(score) ? 1 : 0);
        }

        return new TestTable(Columns, values, labels, [.. Enumerable.Range(0, rows).Select(r => 1 + (r % 3 / 2.0))]);
    }

    public static AdditiveBoosting Fit(this TestTable table, AdditiveOptions options, int folds = 5) =>
        AdditiveBoosting.Fit(options, table.Binned(), table.Labels, table.Weights, [.. table.All.Select(r => r / 2 % folds)], null, default);
}
