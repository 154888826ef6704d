using System.Globalization;
using System.Runtime.InteropServices;

namespace Predictor.Trees.Benchmarks;

/// <summary>A table with a label of 0 or 1 in front.</summary>
internal sealed record LabelledTable(IReadOnlyList<TreeColumn> Columns, double[] Values, byte[] Labels)
{
    public double[] Weights { get; } = [.. Enumerable.Repeat(1.0, Labels.Length)];

    public int[] Rows { get; } = [.. Enumerable.Range(0, Labels.Length)];

    /// <summary>Reads a CSV file with a header; or, where its name ends in .bin, little-endian doubles of 31 columns.</summary>
    public static LabelledTable Read(string path)
    {
        var values = new List<double>();
        int width;
        if (path.EndsWith(".bin", StringComparison.Ordinal))
        {
            width = 31;
            var bytes = File.ReadAllBytes(path);
            values.AddRange(MemoryMarshal.Cast<byte, double>(bytes));
        }
        else
        {
            using var reader = new StreamReader(path);
            width = reader.ReadLine()!.Split(',').Length;
            while (reader.ReadLine() is { } line)
            {
                foreach (var field in line.AsSpan().Split(',')) values.Add(line.AsSpan(field) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : double.NaN);
            }
        }

        var all = CollectionsMarshal.AsSpan(values);
        var rows = all.Length / width;
        var table = new double[rows * (width - 1)];
        var labels = new byte[rows];
        for (var r = 0; r < rows; r++)
        {
            labels[r] = (byte)all[r * width];
            all.Slice((r * width) + 1, width - 1).CopyTo(table.AsSpan(r * (width - 1)));
        }

        return new LabelledTable([.. Enumerable.Range(0, width - 1).Select(c => new TreeColumn($"f{c}"))], table, labels);
    }
}
