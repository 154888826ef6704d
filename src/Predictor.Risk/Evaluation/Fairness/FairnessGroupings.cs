using Predictor.Care.Episodes;
using Predictor.Risk.Features;
using Predictor.Risk.Features.Catalogue;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Evaluation.Fairness;

/// <summary>Whom a model may treat differently: by every <c>s_</c> attribute, by age, payer, clinic, and how the last session was held.</summary>
internal static class FairnessGroupings
{
    private const string Delivery = "scheduling.delivery-last";
    internal const string NotRecorded = "not recorded";

    /// <summary>Attributes with more values than this show the most frequent; the rest are one group.</summary>
    internal const int MostGroups = 20;

    private static readonly string[] Deliveries = ["in_person", "video", "phone"];

    private static readonly (double Below, string Name)[] AgeBands = [(18, "under 18"), (25, "18-24"), (35, "25-34"), (50, "35-49"), (65, "50-64"), (double.PositiveInfinity, "65 and over")];

    /// <summary>The groupings that the rows show more than one group of.</summary>
    public static IReadOnlyList<RowGrouping> Of(Cohort cohort, int[] rows, CancellationToken cancellation)
    {
        var groupings = new List<RowGrouping>();
        var attributes = rows.SelectMany(r => EpisodeOf(r).AuditAttributes.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var attribute in attributes) Add(attribute, r => EpisodeOf(r).AuditAttributes.GetValueOrDefault(attribute));
        Add("age", r => AgeBand(EpisodeOf(r).AgeAtStart));
        Add("payer", r => EpisodeOf(r).Payer is { } payer ? PayerName(payer) : null);
        Add("clinic", r => EpisodeOf(r).ClinicId);
        var features = new FeatureSet([new FeatureSlot(FeatureCatalogue.All.Single(f => f.Code == Delivery), Deliveries)]);
        var deliveries = cohort.Fold(features, rows, cancellation);
        var place = rows.Select((row, i) => (row, i)).ToDictionary(p => p.row, p => p.i);
        Add("delivery", r => features.Slots[0].CategoryOf(deliveries[place[r]]));
        return groupings;

        Episode EpisodeOf(int row) => cohort.Episodes[cohort.Rows[row].Episode];

        void Add(string name, Func<int, string?> value)
        {
            var grouping = Group(name, [.. rows.Select(value)]);
            if (grouping.Groups.Count > 1) groupings.Add(grouping);
        }
    }

    private static RowGrouping Group(string name, string?[] values)
    {
        var frequent = values.Where(v => v is not null).GroupBy(v => v!, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostGroups).Select(g => g.Key).Order(StringComparer.Ordinal).ToList();
        var names = new List<string>(frequent);
        var others = values.Any(v => v is not null && !frequent.Contains(v, StringComparer.Ordinal)) ? Named("all others") : -1;
        // A clinic that records nothing of the kind has no groups; one that records it for some has those it does not know.
        var missing = frequent.Count > 0 && values.Any(v => v is null) ? Named(NotRecorded) : -1;
        return new RowGrouping(name, names, [.. values.Select(v => v is null ? missing : frequent.BinarySearch(v, StringComparer.Ordinal) is >= 0 and var found ? found : others)]);

        int Named(string group)
        {
            names.Add(group);
            return names.Count - 1;
        }
    }

    private static string? AgeBand(double? age) => age is { } years ? AgeBands.First(b => years < b.Below).Name : null;

    private static string PayerName(Payer payer) => payer switch
    {
        Payer.SelfPay => "self_pay",
        Payer.Commercial => "commercial",
        Payer.Public => "public",
        _ => "employer",
    };
}
