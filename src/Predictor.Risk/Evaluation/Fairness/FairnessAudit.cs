using Predictor.Risk.Numerics;

namespace Predictor.Risk.Evaluation.Fairness;

/// <summary>
/// Whether the model serves some groups worse than others at the threshold that a clinic works with. Differences are against the largest group of the
/// attribute. Where many are looked at, some lie apart by chance: their p-values are adjusted over all of them.
/// </summary>
public sealed record FairnessAudit
{
    /// <summary>A group of fewer clients has no figures.</summary>
    public const int FewestClients = 20;

    /// <summary>Adjusted p-values below this are called a difference.</summary>
    public const double Level = 0.05;

    /// <summary>The probability from which on a row is an alert: where the band <c>high</c> begins.</summary>
    public required double Threshold { get; init; }

    /// <summary>How many differences were looked at.</summary>
    public required int Comparisons { get; init; }

    /// <summary>How many of them have an adjusted p-value below <see cref="Level"/>.</summary>
    public required int Differing { get; init; }

    public required IReadOnlyList<FairnessAxis> Attributes { get; init; }

    /// <param name="rows">The predictions.</param>
    /// <param name="groupings">The attributes.</param>
    /// <param name="threshold">The probability from which on a row is an alert.</param>
    /// <param name="draws">The samples of the bootstrap.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static FairnessAudit Of(ScoredRows rows, IReadOnlyList<RowGrouping> groupings, double threshold, ClientDraws draws, CancellationToken cancellation)
    {
        var attributes = groupings.Select(g => AttributeGroups.Of(rows, g, threshold, draws, cancellation)).ToList();
        var differences = attributes.SelectMany(a => a.Groups).SelectMany(g => g.Differences).ToList();
        var adjusted = Holm.Adjusted([.. differences.Select(d => d.AdjustedP)]);
        var byDifference = new Dictionary<GroupDifference, GroupDifference>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < adjusted.Length; i++) byDifference.Add(differences[i], differences[i] with { AdjustedP = adjusted[i] });
        return new FairnessAudit
        {
            Threshold = threshold,
            Comparisons = differences.Count,
            Differing = adjusted.Count(p => p < Level),
            Attributes = [.. attributes.Select(a => a with { Groups = [.. a.Groups.Select(Adjusted)] })],
        };

        FairnessGroup Adjusted(FairnessGroup group) => group with
        {
            MissRateDifference = Of(group.MissRateDifference),
            AlertRateDifference = Of(group.AlertRateDifference),
            AucDifference = Of(group.AucDifference),
            CalibrationInterceptDifference = Of(group.CalibrationInterceptDifference),
        };

        GroupDifference? Of(GroupDifference? difference) => difference is null ? null : byDifference[difference];
    }
}
