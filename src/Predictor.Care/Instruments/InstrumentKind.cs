namespace Predictor.Care.Instruments;

/// <summary>What an instrument tells about.</summary>
public enum InstrumentKind
{
    /// <summary>The working alliance between client and therapist.</summary>
    Alliance,

    /// <summary>How the client is doing.</summary>
    Outcome,
}
