using Predictor.Risk.Features;
using Predictor.Risk.Features.Catalogue;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Evaluation;

/// <summary>The groups of landmarks that every evaluation tells apart: how far the treatment has come, and which signals there are.</summary>
internal static class LandmarkGroups
{
    private const string Sessions = "course.session-number";
    private const string Alliance = "alliance.level";
    private const string Payments = "payment.on-plan";

    private static readonly string[] SessionNames = ["0", "1", "2", "3", "4-8", "9+"];
    private static readonly string[] Recorded = ["recorded", "missing"];

    /// <summary>
    /// <c>sessionsAttended</c>, <c>allianceScore</c> and <c>payments</c>. They are folded apart from the model's own features, which may leave these out.
    /// </summary>
    public static IReadOnlyList<RowGrouping> Of(Cohort cohort, int[] rows, CancellationToken cancellation)
    {
        var features = new FeatureSet([.. new[] { Sessions, Alliance, Payments }.Select(code => new FeatureSlot(FeatureCatalogue.All.Single(f => f.Code == code), categories: null))]);
        var values = cohort.Fold(features, rows, cancellation);
        return
        [
            new RowGrouping("sessionsAttended", SessionNames, Column(0, SessionGroup)),
            new RowGrouping("allianceScore", Recorded, Column(1, Missing)),
            new RowGrouping("payments", Recorded, Column(2, Missing)),
        ];

        int[] Column(int column, Func<double, int> group)
        {
            var groups = new int[rows.Length];
            for (var row = 0; row < groups.Length; row++) groups[row] = group(values[(row * features.Count) + column]);
            return groups;
        }
    }

    private static int SessionGroup(double sessions) => sessions switch
    {
        <= 3 => (int)sessions,
        <= 8 => 4,
        _ => 5,
    };

    private static int Missing(double value) => double.IsNaN(value) ? 1 : 0;
}
