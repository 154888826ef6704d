using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Csv;

/// <summary>Which field of a row belongs to which column. Names are matched exactly.</summary>
internal sealed class CsvHeader
{
    private readonly int[] _fields;

    private CsvHeader(RecordSchema schema, IReadOnlyList<string> names)
    {
        Names = names;
        _fields = new int[schema.Columns.Count];
        Array.Fill(_fields, -1);
    }

    /// <summary>The names as they stand in the file, in its order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The <c>x_</c> columns and their fields.</summary>
    public List<(string Name, int Field)> Covariates { get; } = [];

    /// <summary>The <c>s_</c> columns and their fields.</summary>
    public List<(string Name, int Field)> AuditAttributes { get; } = [];

    /// <summary>The index of a column's field in a row; -1 where the file has no such column.</summary>
    public int FieldOf(Column column) => _fields[column.Index];

    /// <summary>Matches the names of a header line and reports what is missing, doubled or unknown.</summary>
    public static CsvHeader Match(RecordSchema schema, IReadOnlyList<string> names, int line, FileProblems problems)
    {
        var header = new CsvHeader(schema, names);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length > 0 && !seen.Add(names[i]))
            {
                problems.Report(ProblemKind.DuplicateColumn, line, names[i], names[i], "each column once", $"The header names '{Excerpt.Of(names[i])}' twice.");
                continue;
            }

            header.Place(schema, i, line, problems);
        }

        foreach (var column in schema.Columns)
        {
            if (!column.IsRequired || header.FieldOf(column) >= 0) continue;
            var present = string.Join(", ", names.Where(n => n.Length > 0).Take(40).Select(Excerpt.Of));
            var hint = Suggestion.Nearest(column.Name, names.Where(n => schema.Columns.All(c => c.Name != n))) is { } near ? $" Is '{near}' meant for it?" : "";
            problems.Report(ProblemKind.MissingColumn, line, column.Name, null, $"a column '{column.Name}'", $"The required column '{column.Name}' is missing; the header has {present}.{hint}");
        }

        return header;
    }

    private void Place(RecordSchema schema, int field, int line, FileProblems problems)
    {
        var name = Names[field];
        if (schema.Columns.FirstOrDefault(c => c.Name == name) is { } column)
        {
            _fields[column.Index] = field;
        }
        else if (schema.TakesFurtherColumns && FurtherColumns.IsCovariate(name))
        {
            Covariates.Add((name, field));
        }
        else if (schema.TakesFurtherColumns && FurtherColumns.IsAuditAttribute(name))
        {
            AuditAttributes.Add((name, field));
        }
        else
        {
            ReportUnknown(schema, field, line, problems);
        }
    }

    private void ReportUnknown(RecordSchema schema, int field, int line, FileProblems problems)
    {
        var name = Excerpt.Of(Names[field]);
        var expected = "one of " + string.Join(", ", schema.Columns.Select(c => c.Name)) + (schema.TakesFurtherColumns ? ", or a name that begins with x_ or s_" : "");
        if (name.Length == 0)
        {
            problems.Report(ProblemKind.UnknownColumn, line, null, "", expected, FormattableString.Invariant($"Column {field + 1} of the header has no name and is ignored."));
            return;
        }

        var hint = FurtherColumns.IsCovariate(name) || FurtherColumns.IsAuditAttribute(name)
            ? $" Columns with x_ or s_ are read from {EpisodeColumns.Schema.FileName} only."
            : Suggestion.For(name, schema.Columns.Select(c => c.Name));
        problems.Report(ProblemKind.UnknownColumn, line, name, name, expected, $"The column '{name}' is unknown and is ignored.{hint}");
    }
}
