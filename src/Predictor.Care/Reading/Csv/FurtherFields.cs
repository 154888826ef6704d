using Predictor.Care.Checking;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Csv;

/// <summary>Reads the <c>x_</c> or the <c>s_</c> columns of the rows.</summary>
internal sealed class FurtherFields(IEnumerable<(string Name, int Field)> columns, CsvRows rows, FileProblems problems, StringPool pool)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    // By name, so that the order of columns in the file makes no difference.
    private readonly (string Name, int Field)[] _columns = [.. columns.OrderBy(c => c.Name, StringComparer.Ordinal)];
    private readonly int[] _filled = new int[columns.Count()];

    /// <summary>The names and how many rows have a value in each.</summary>
    public IEnumerable<ColumnReading> Columns => _columns.Select((c, i) => new ColumnReading(c.Name, false, true, _filled[i]));

    /// <summary>The values of the present row by column; those that are unknown are left out.</summary>
    /// <returns>False where a value is in error, which has been reported.</returns>
    public bool TryRead(out IReadOnlyDictionary<string, string> values)
    {
        values = None;
        if (_columns.Length == 0) return true;
        var read = new Dictionary<string, string>(_columns.Length, StringComparer.Ordinal);
        var isSound = true;
        for (var i = 0; i < _columns.Length; i++)
        {
            var utf8 = rows.FieldAt(_columns[i].Field).Trim(" \t\r\n"u8);
            if (utf8.IsEmpty) continue;
            _filled[i]++;
            var text = pool.Get(utf8);
            if (text.Length > FieldReader.MaximumTextLength)
            {
                isSound = false;
                problems.Report(ProblemKind.TooLong, rows.Position, _columns[i].Name, Excerpt.Of(text), $"at most {FieldReader.MaximumTextLength} characters", $"The text is longer than {FieldReader.MaximumTextLength} characters: '{Excerpt.Of(text)}'.");
            }

            read.Add(_columns[i].Name, text);
        }

        values = read;
        return isSound;
    }
}
