namespace Predictor.Risk.Training;

/// <summary>
/// PROBAST's floor on the number of events. An event is a client, not a row: many rows of one client tell little more than one.
/// </summary>
public static class EventGate
{
    /// <summary>Fewer clients with the outcome than this are no ground for any model.</summary>
    public const int Fewest = 100;

    /// <summary>Fewer than this are said in a warning.</summary>
    public const int Comfortable = 1000;

    /// <summary>A warning where there are few events; null where there are enough.</summary>
    /// <exception cref="TooFewEventsException">There are fewer than <see cref="Fewest"/>.</exception>
    public static string? Check(int events, int horizonDays)
    {
        if (events < Fewest) throw new TooFewEventsException(events, horizonDays);
        return events < Comfortable ? $"Only {events} training clients leave within the horizon of {horizonDays} days or have left; PROBAST advises {Comfortable} or more, so expect the figures to be uncertain." : null;
    }
}
