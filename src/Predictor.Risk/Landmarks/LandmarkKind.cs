namespace Predictor.Risk.Landmarks;

/// <summary>Why there is a landmark. At one instant the first of these that applies names it.</summary>
public enum LandmarkKind
{
    /// <summary>A session was attended.</summary>
    Attended,

    /// <summary>A session was missed.</summary>
    Missed,

    /// <summary>An appointment was called off, by either side.</summary>
    Cancelled,

    /// <summary>Nothing was heard for a week since the last landmark.</summary>
    Silent,
}
