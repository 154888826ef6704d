namespace Predictor.Simulation;

/// <summary>What kind of clinic is simulated.</summary>
public enum Preset
{
    /// <summary>Outpatient psychotherapy: sessions weekly or fortnightly, booked from one to the next, with alliance and outcome scores and payments.</summary>
    Psychotherapy,

    /// <summary>A trial in addiction treatment: 24 planned weekly visits, kept or missed.</summary>
    Ctn,
}
