using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Checking;

/// <summary>Writes problems of records to a log, with the place where they stand in their source.</summary>
internal sealed class ProblemReporter(ProblemLog log, ISourceLocator locator)
{
    public void Report(ProblemKind kind, RecordSchema schema, int position, Column? column, string? value, string expected, string message) =>
        log.Add(new Problem
        {
            Kind = kind,
            Location = locator.Locate(schema, position, column),
            Value = value,
            Expected = expected,
            Message = message,
        });

    /// <summary>A record in words, for messages that name a second record.</summary>
    public string NameOf(RecordSchema schema, int position) => locator.NameOf(schema, position);

    /// <summary>The name of a column in the source.</summary>
    public string NameOf(Column column) => locator.NameOf(column);
}
