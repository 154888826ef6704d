using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;
using Predictor.Care.Time;

namespace Predictor.Care.Checking;

/// <summary>Reports what the checks across values and records find, and remembers the rows in error.</summary>
internal sealed class RecordChecker(ProblemReporter reporter, ClinicCalendar calendar, RowErrors errors, DateTimeOffset? now = null)
{
    public void Report(ProblemKind kind, RecordSchema schema, int position, Column? column, string? value, string expected, string message)
    {
        if (ProblemKinds.SeverityOf(kind) == ProblemSeverity.Error) errors.Add(schema, position);
        reporter.Report(kind, schema, position, column, value, expected, message);
    }

    /// <summary>Reports where one moment of a record is surely before another that it cannot, or is not likely to, precede.</summary>
    public void NotBefore(ProblemKind kind, RecordSchema schema, int position, Column column, Moment? moment, Column? otherColumn, Moment? other, string otherName)
    {
        if (moment is not { } later || other is not { } earlier || !earlier.IsSurelyAfter(later)) return;
        Order(kind, schema, position, column, later, "before", otherColumn is null ? otherName : $"{otherName} ({reporter.NameOf(otherColumn)})", earlier);
    }

    /// <summary>Reports where one moment of a record is surely after another that it cannot, or is not likely to, follow.</summary>
    public void NotAfter(ProblemKind kind, RecordSchema schema, int position, Column column, Moment? moment, Column? otherColumn, Moment? other, string otherName)
    {
        if (moment is not { } earlier || other is not { } later || !earlier.IsSurelyAfter(later)) return;
        Order(kind, schema, position, column, earlier, "after", otherColumn is null ? otherName : $"{otherName} ({reporter.NameOf(otherColumn)})", later);
    }

    /// <summary>
    /// Reports what is told to have happened later than now. One mistyped year would move the end of the data, and with it every label. A day of
    /// grace allows for zones and clocks.
    /// </summary>
    public void NotInFuture(RecordSchema schema, int position, Column column, Moment? moment)
    {
        if (now is not { } today || moment is not { } told || told.EarliestTicks <= today.UtcTicks + TimeSpan.TicksPerDay) return;
        Report(ProblemKind.InTheFuture, schema, position, column, TextOf(told), "a time that has come, since it tells what has happened", $"{TextOf(told)} lies in the future, and nothing has happened there yet.");
    }

    /// <summary>A record in words, for messages that name a second record.</summary>
    public string NameOf(RecordSchema schema, int position) => reporter.NameOf(schema, position);

    /// <summary>A moment in words.</summary>
    public string TextOf(Moment moment) => MomentText.Of(moment, calendar);

    private void Order(ProblemKind kind, RecordSchema schema, int position, Column column, Moment moment, string relation, string otherName, Moment other)
    {
        var value = TextOf(moment);
        var limit = $"{otherName}, {TextOf(other)}";
        var verb = kind == ProblemKind.ImpossibleOrder ? "cannot be" : "is unlikely to be";
        Report(kind, schema, position, column, value, $"a time not {relation} {limit}", $"{value} {verb} {relation} {limit}.");
    }
}
