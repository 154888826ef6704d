using System.Globalization;
using System.Runtime.InteropServices;

namespace Predictor.Trees.Benchmarks;

/// <summary>A table with a label of 0 or 1 in front.</summary>
internal sealed record LabelledTable(IReadOnlyList<TreeColumn> Columns, double[] Values, byte[] Labels)
{
    public double[] Weights { get; } = [.. Enumerable.Repeat(1.0, Labels.Length)];

    public int[] Rows { get; } = [.. Enumerable.Range(0, Labels.Length)];

    /// <summary>Reads a CSV file with a header.</summary>
    public static LabelledTable Read(string path)
    {
        var values = new List<double>();
        using var reader = new StreamReader(path);
        var names = (reader.ReadLine() ?? throw new InvalidDataException($"{path} is empty; expected a header.")).Split(',');
        while (reader.ReadLine() is { } line)
        {
            foreach (var field in line.AsSpan().Split(',')) values.Add(line.AsSpan(field) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : double.NaN);
        }

        var all = CollectionsMarshal.AsSpan(values);
        var rows = all.Length / names.Length;
        var table = new double[rows * (names.Length - 1)];
        var labels = new byte[rows];
        for (var r = 0; r < rows; r++)
        {
            labels[r] = (byte)all[r * names.Length];
            all.Slice((r * names.Length) + 1, names.Length - 1).CopyTo(table.AsSpan(r * (names.Length - 1)));
        }

        return new LabelledTable([.. names.Skip(1).Select(n => new TreeColumn(n))], table, labels);
    }
}
