using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.Data.Analysis;
using Predictor.Risk.Importing;
using Predictor.Risk.Scoring;

namespace Predictor.MicrosoftML.Frames;

/// <summary>
/// The table of <c>predictor features</c> as a <see cref="DataFrame"/> and back: ids, kinds and categories as texts, landmarks as instants in UTC, the label as yes or no (as ML.NET's trainers want
/// it), all else as numbers. What is missing is null.
/// </summary>
public static class FeatureFrame
{
    private const string Landmark = "landmark_at";

    private static readonly string[] Texts = ["episode_id", "client_id", "landmark_kind"];

    /// <summary>Reads a table.</summary>
    /// <param name="table">The file that <c>features --out</c> wrote.</param>
    /// <param name="codes">What <c>features --codes</c> wrote beside it: it says which columns are categories.</param>
    /// <exception cref="FormatException">A value is not of its column's type; the message names line, column and value.</exception>
    public static DataFrame Read(Stream table, FeatureCodes codes)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(codes);
        using var reader = CsvReader.Create(table, new CsvReaderOptions { Separator = ',', HasHeader = false, TrackLineNumbers = true, Encoding = Encoding.UTF8 }, leaveOpen: true);
        if (!reader.Read()) throw new FormatException("The table is empty; expected a header line with the names of the columns.");
        var columns = Enumerable.Range(0, reader.FieldCount).Select(c => Empty(reader.GetString(c), codes)).ToList();
        while (reader.Read())
        {
            var line = (int)reader.LineNumber;
            if (reader.FieldCount != columns.Count) throw new FormatException($"Line {line} has {reader.FieldCount} fields; expected {columns.Count}, one a column.");
            for (var c = 0; c < columns.Count; c++) Add(columns[c], reader.GetString(c), line);
        }

        return new DataFrame(columns);
    }

    /// <summary>Writes a table, byte for byte as it was read where nothing was changed.</summary>
    public static void Write(DataFrame frame, Stream table)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(table);
        using var writer = new StreamWriter(table, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', frame.Columns.Select(c => Quoted(c.Name))));
        for (var row = 0L; row < frame.Rows.Count; row++)
        {
            var at = row;
            writer.WriteLine(string.Join(',', frame.Columns.Select(c => Quoted(Text(c[at])))));
        }
    }

    private static DataFrameColumn Empty(string name, FeatureCodes codes)
    {
        if (Texts.Contains(name) || codes.Find(name)?.Categories is not null) return new StringDataFrameColumn(name, 0);
        return name switch
        {
            Landmark => new DateTimeDataFrameColumn(name, 0),
            RowFrame.Label => new BooleanDataFrameColumn(name, 0),
            _ => new DoubleDataFrameColumn(name, 0),
        };
    }

    private static void Add(DataFrameColumn column, string text, int line)
    {
        switch (column)
        {
            case StringDataFrameColumn texts:
                texts.Append(text.Length == 0 ? null : text);
                break;
            case DateTimeDataFrameColumn instants:
                instants.Append(DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? at : throw Bad("an instant such as 2026-03-02T09:00:00Z"));
                break;
            case BooleanDataFrameColumn labels:
                labels.Append(text switch { "1" => true, "0" => false, _ => throw Bad("0 or 1") });
                break;
            case DoubleDataFrameColumn numbers:
                numbers.Append(text.Length == 0 ? null : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Bad("a number, or nothing where it is missing"));
                break;
        }

        FormatException Bad(string expected) => new($"Line {line}, column {column.Name}: '{text}'; expected {expected}.");
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        bool label => label ? "1" : "0",
        DateTime at => UtcInstant.Text(at.Ticks),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
