namespace Predictor.Risk.Training.Designs;

/// <summary>What the rows that a model is judged on are held out by.</summary>
public enum SplitKind
{
    /// <summary>A quarter of the clients, by a hash of seed and client.</summary>
    Client,

    /// <summary>Clients first met after a day; the model learns from what was known by its end.</summary>
    Time,

    /// <summary>As by client; beside it each clinic is left out in turn.</summary>
    Clinic,
}
