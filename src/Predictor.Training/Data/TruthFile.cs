using System.Globalization;
using System.Text;
using CsvHelper;
using Predictor.Risk.Evaluation;

namespace Predictor.Training.Data;

/// <summary>Reads the true risks that <c>simulate</c> writes beside an export.</summary>
internal static class TruthFile
{
    private const int RowsBetweenLooks = 1 << 14;

    // As the simulation writes them, and as other tools may after a round trip.
    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private static readonly string[] Columns = ["episode_id", "landmark_at", "horizon_days", "probability"];

    /// <exception cref="UsageException">The file is missing, or a line of it is not as expected; the message names it.</exception>
    public static TrueRisks Read(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new UsageException($"--truth: there is no file {path}; expected the true risks that 'simulate' wrote.");
        using var stream = File.OpenRead(path);
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',', HasHeader = false, TrackLineNumbers = true, Encoding = Encoding.UTF8 });
        var at = Header(reader, path);
        var risks = new TrueRisks();
        while (reader.Read())
        {
            if (reader.LineNumber % RowsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();
            try
            {
                risks.Add(Field(reader, at[0]), Ticks(Field(reader, at[1])), Number<int>(Field(reader, at[2]), Columns[2]), Number<double>(Field(reader, at[3]), Columns[3]));
            }
            catch (ArgumentException e)
            {
                throw new UsageException($"{path}, line {reader.LineNumber}: {e.Message}.");
            }
        }

        return risks;
    }

    private static int[] Header(CsvReader reader, string path)
    {
        var names = reader.Read() ? [.. Enumerable.Range(0, reader.FieldCount).Select(i => Field(reader, i))] : new List<string>();
        int[] at = [.. Columns.Select(name => names.IndexOf(name))];
        return at.All(i => i >= 0) ? at : throw new UsageException($"{path}: its header is '{string.Join(',', names)}'; expected the columns {string.Join(", ", Columns)}.");
    }

    private static string Field(CsvReader reader, int field) =>
        field < reader.FieldCount ? Encoding.UTF8.GetString(reader.GetSpan(field)) : throw new ArgumentException($"the line has {reader.FieldCount} fields; expected at least {field + 1}");

    private static long Ticks(string text) =>
        DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.UtcTicks
            : throw new ArgumentException($"landmark_at is '{text}'; expected an instant such as 2026-03-02T09:00:00Z");

    private static T Number<T>(string text, string column)
        where T : IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException($"{column} is '{text}'; expected a number");
}
