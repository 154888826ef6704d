using System.Diagnostics.CodeAnalysis;

namespace Predictor.Risk.Training;

/// <summary>There are too few events to train a model that anyone should use.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without its figures.")]
public sealed class TooFewEventsException : Exception
{
    public TooFewEventsException(int events, int fewest, int horizonDays, string who = "training clients")
        : base($"{events} {who} leave within the horizon of {horizonDays} days or have left; expected at least {fewest}{(fewest == EventGate.Fewest ? " (PROBAST)" : "")}. Add data, or pool clinics.")
    {
    }

    /// <summary>Of a step between two horizons.</summary>
    public TooFewEventsException(int events, int horizonDays, int givenDays)
        : base($"{events} training clients tell the risk at {horizonDays} days from that at {givenDays} days; expected at least {EventGate.FewestOfLine}. Add data, pool clinics, or leave the horizon of {horizonDays} days out.")
    {
    }
}
