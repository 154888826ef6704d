namespace Predictor.Trees.Benchmarks;

/// <summary>A table for kernels: half of the columns with many values, half with few, a twentieth missing.</summary>
internal static class TrainingTable
{
    public const int Columns = 32;

    public static double[] Values(int rows)
    {
        var random = new Random(1);
        var values = new double[rows * Columns];
        for (var i = 0; i < values.Length; i++) values[i] = random.Next(20) == 0 ? double.NaN : i % 2 == 0 ? random.NextDouble() : random.Next(10);
        return values;
    }

    public static BinnedTable Binned(int rows) =>
        BinnedTable.Of([.. Enumerable.Range(0, Columns).Select(c => new TreeColumn($"x{c}"))], Values(rows), rows, 255, 1, default);
}
