namespace Predictor.Simulation.Course;

/// <summary>How an episode ended; the names are those of the export.</summary>
internal enum EndKind
{
    None,
    Completed,
    Mutual,
    Transferred,
    Moved,
    ClientStopped,
    Administrative,
}
