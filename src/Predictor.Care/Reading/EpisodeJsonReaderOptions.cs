using Predictor.Care.Instruments;
using Predictor.Care.Time;

namespace Predictor.Care.Reading;

/// <summary>How the JSON document of one episode is read.</summary>
public sealed record EpisodeJsonReaderOptions
{
    /// <summary>The clinic's zone, in which bare dates are days.</summary>
    public ClinicCalendar Calendar { get; init; } = ClinicCalendar.Utc;

    /// <summary>The instruments whose ranges are known.</summary>
    public InstrumentCatalogue Instruments { get; init; } = InstrumentCatalogue.Default;

    /// <summary>How many appointments, measures, payments and contacts one document may hold together.</summary>
    public int MaximumEvents { get; init; } = 10_000;

    /// <summary>How many problems of one kind are listed one by one; all are counted.</summary>
    public int ProblemsListedPerGroup { get; init; } = 100;
}
