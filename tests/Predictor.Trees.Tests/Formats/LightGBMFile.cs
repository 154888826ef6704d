using System.Globalization;

namespace Predictor.Trees.Tests.Formats;

/// <summary>One model of the folder <c>LightGBM</c> with what LightGBM says of its rows.</summary>
internal sealed class LightGBMFile
{
    public LightGBMFile(string name)
    {
        Bytes = File.ReadAllBytes(Place($"{name}.txt"));
        Rows = [.. File.ReadLines(Place($"{name}.csv")).Skip(1).Select(line => line.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).Select(v => new Row(v, (v.Length - 3) / 2))];
    }

    public byte[] Bytes { get; }

    public IReadOnlyList<Row> Rows { get; }

    public static string Place(string file) => Path.Combine(AppContext.BaseDirectory, "Formats", "LightGBM", file);

    internal sealed class Row(double[] values, int columns)
    {
        public double[] Values { get; } = values[..columns];

        public double Raw { get; } = values[columns];

        public double Probability { get; } = values[columns + 1];

        public double[] Contributions { get; } = values[(columns + 2)..^1];

        public double Baseline { get; } = values[^1];
    }
}
