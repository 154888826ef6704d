namespace Predictor.Risk.Training;

/// <summary>
/// PROBAST's floor on the number of events. An event is a client, not a row: many rows of one client tell little more than one.
/// </summary>
public static class EventGate
{
    /// <summary>Fewer clients with the outcome than this are no ground for any model.</summary>
    public const int Fewest = 100;

    /// <summary>Fewer are no ground for an intercept and a slope: ten for each.</summary>
    public const int FewestOfLine = 20;

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

    /// <summary>What is to be said of a step between two horizons; null where enough clients tell them apart.</summary>
    /// <param name="events">Clients with the rarer outcome of the step.</param>
    /// <param name="horizonDays">The horizon.</param>
    /// <param name="givenDays">The one that it is told from.</param>
    /// <exception cref="TooFewEventsException">There are too few even for a line.</exception>
    public static string? CheckStep(int events, int horizonDays, int givenDays)
    {
        if (events < FewestOfLine) throw new TooFewEventsException(events, horizonDays, givenDays);
        if (events >= Comfortable) return null;
        return events < Fewest
            ? $"Only {events} training clients tell the risk at {horizonDays} days from that at {givenDays} days: too few for a model of their own ({Fewest}), so that the step between them goes by the model of the first horizon, with an intercept and a slope of its own."
            : $"Only {events} training clients tell the risk at {horizonDays} days from that at {givenDays} days; PROBAST advises {Comfortable} or more, so expect the curve between them to be uncertain.";
    }
}
