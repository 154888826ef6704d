namespace Predictor.Risk.Evaluation.Incidence;

/// <summary>What came first after a landmark, and when.</summary>
/// <param name="Day">Days after it; 0 where it had come already.</param>
/// <param name="Kind">What it was.</param>
internal readonly record struct EventTime(int Day, EventKind Kind);

/// <summary>What can come first.</summary>
internal enum EventKind
{
    /// <summary>Nothing for as long as it was possible to see: followed through the whole of the day.</summary>
    Censored,

    /// <summary>A gone spell began.</summary>
    Dropout,

    /// <summary>The treatment came to a closing end.</summary>
    Closing,
}
