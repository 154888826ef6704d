using Predictor.Care.Instruments;
using Predictor.Care.Time;

namespace Predictor.Care.Reading;

/// <summary>How an export is read.</summary>
public sealed record ExportReaderOptions
{
    /// <summary>The clinic's zone, in which bare dates are days.</summary>
    public ClinicCalendar Calendar { get; init; } = ClinicCalendar.Utc;

    /// <summary>The instruments whose ranges are known.</summary>
    public InstrumentCatalogue Instruments { get; init; } = InstrumentCatalogue.Default;

    /// <summary>The time of the reading: what is told to have happened later is in error. Null leaves it unchecked.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>True to leave out rows in error, counted and listed; otherwise an error means that the export must not be used.</summary>
    public bool SkipBadRows { get; init; }

    /// <summary>How many problems of one kind in one column are listed one by one; all are counted.</summary>
    public int ProblemsListedPerGroup { get; init; } = 10_000;
}
