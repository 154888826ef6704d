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
    /// <param name="events">Clients with the outcome.</param>
    /// <param name="fewest">How many there have to be, usually <see cref="Fewest"/>.</param>
    /// <param name="horizonDays">The horizon, for the message.</param>
    /// <param name="who">Whose clients are counted, for the message.</param>
    /// <exception cref="TooFewEventsException">There are fewer.</exception>
    public static string? Check(int events, int fewest, int horizonDays, string who = "training clients")
    {
        if (events < fewest) throw new TooFewEventsException(events, fewest, horizonDays, who);
        return events < Comfortable ? $"Only {events} {who} leave within the horizon of {horizonDays} days or have left; PROBAST advises {Comfortable} or more, so expect the figures to be uncertain." : null;
    }
}
