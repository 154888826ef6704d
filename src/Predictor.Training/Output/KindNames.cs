using Predictor.Risk.Landmarks;

namespace Predictor.Training.Output;

/// <summary>How tables call the kinds of landmark.</summary>
internal static class KindNames
{
    public static string Of(LandmarkKind kind) => kind switch
    {
        LandmarkKind.Attended => "attended",
        LandmarkKind.Missed => "missed",
        LandmarkKind.Cancelled => "cancelled",
        LandmarkKind.Silent => "silent",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of landmark."),
    };
}
