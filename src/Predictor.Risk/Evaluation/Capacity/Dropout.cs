namespace Predictor.Risk.Evaluation.Capacity;

/// <summary>A client who left.</summary>
/// <param name="Client">The client as a number.</param>
/// <param name="LastSessionTicks">g: the last attended session, or the first appointment where none was attended.</param>
/// <param name="KnownTicks">k: when the clinic would have counted the client as gone.</param>
internal readonly record struct Dropout(int Client, long LastSessionTicks, long KnownTicks);
