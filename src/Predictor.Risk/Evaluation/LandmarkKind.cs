namespace Predictor.Risk.Evaluation;

/// <summary>What made a moment of an episode a landmark.</summary>
public enum LandmarkKind
{
    /// <summary>A session was attended.</summary>
    Attended,

    /// <summary>A session was missed without notice.</summary>
    Missed,

    /// <summary>An appointment was cancelled.</summary>
    Cancelled,

    /// <summary>Nothing became known for seven days.</summary>
    Silent,
}
