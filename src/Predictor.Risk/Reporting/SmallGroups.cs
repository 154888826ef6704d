using Predictor.Risk.Evaluation;

namespace Predictor.Risk.Reporting;

/// <summary>Of few clients nothing is told: figures would be noise, and might tell of someone.</summary>
internal static class SmallGroups
{
    /// <summary>Groups of fewer clients have no figures in a report.</summary>
    public const int FewestClients = 20;

    public static bool IsTooSmall(this Performance performance) => performance.Clients < FewestClients;
}
