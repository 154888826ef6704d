using Predictor.Risk.Features;
using Predictor.Risk.Features.State;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Reasons;

/// <summary>
/// Groups the contributions of a row into reasons. Features of one theme say the same thing in several ways, and trees spread the weight between them at
/// will: only their sum means something to a reader. Safe to use from many threads at once.
/// </summary>
internal sealed class ReasonFinder
{
    /// <summary>A reason below this is not worth a reader's time: at a risk of a third it moves the probability by one percentage point.</summary>
    public const double LeastLogOdds = 0.05;

    public const int MostRaising = 5;
    public const int MostLowering = 3;

    private readonly FeatureSet _features;
    private readonly FeatureWords[] _words;

    public ReasonFinder(FeatureSet features)
    {
        _features = features;
        _words = [.. features.Slots.Select(s => WordsCatalogue.Of(s.Feature))];
    }

    /// <summary>The reasons that matter most, the largest first. No two of them say the same.</summary>
    /// <param name="contributions">Each feature's share of the log-odds after calibration.</param>
    /// <param name="row">The features' values.</param>
    /// <param name="state">What the row was taken from.</param>
    /// <param name="logOdds">The score in log-odds after calibration.</param>
    public IReadOnlyList<FoundReason> Find(ReadOnlySpan<double> contributions, ReadOnlySpan<double> row, FeatureState state, double logOdds)
    {
        var groups = ByTheme(contributions, row, state);
        foreach (var group in groups) Lead(group, contributions, row, state);
        groups = WithoutRepetition(groups);
        var ranked = groups.Where(g => Math.Abs(g.LogOdds) >= LeastLogOdds).OrderByDescending(g => Math.Abs(g.LogOdds)).ThenBy(g => g.Features[0]).ToList();
        var kept = ranked.Where(g => g.LogOdds > 0).Take(MostRaising).Concat(ranked.Where(g => g.LogOdds < 0).Take(MostLowering)).ToHashSet();
        var found = new List<FoundReason>(kept.Count);
        foreach (var group in ranked.Where(kept.Contains)) found.Add(Told(group, row, logOdds));
        return found;
    }

    private List<Group> ByTheme(ReadOnlySpan<double> contributions, ReadOnlySpan<double> row, FeatureState state)
    {
        var groups = new Dictionary<(string About, bool IsMissing), Group>();
        for (var i = 0; i < _words.Length; i++)
        {
            // An effect of exactly nothing is no part of any reason.
            if (contributions[i] == 0) continue;
            var absence = double.IsNaN(row[i]) ? AbsenceOf(i, state) : default;
            // What is missing together is told together, whatever it would have told.
            var isMissing = double.IsNaN(row[i]) && absence.Theme is null;
            var theme = absence.Theme ?? _words[i].Theme;
            var key = (isMissing ? absence.Text : theme, isMissing);
            if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = new Group { Theme = theme, IsMissing = isMissing });
            group.Features.Add(i);
            group.LogOdds += contributions[i];
        }

        return [.. groups.Values];
    }

    /// <summary>Lets the feature speak that adds most in the direction of its group.</summary>
    private void Lead(Group group, ReadOnlySpan<double> contributions, ReadOnlySpan<double> row, FeatureState state)
    {
        var raises = group.LogOdds > 0;
        var lead = group.Features[0];
        foreach (var i in group.Features)
        {
            if (raises ? contributions[i] > contributions[lead] : contributions[i] < contributions[lead]) lead = i;
        }

        var told = new Told(row[lead], _features.Slots[lead].CategoryOf(row[lead]), state);
        group.Lead = lead;
        group.Text = double.IsNaN(row[lead]) ? AbsenceOf(lead, state).Text : raises ? _words[lead].Raises(told) : _words[lead].Lowers(told);
    }

    /// <summary>Groups that say the same, such as a theme told by what is missing in another, become one.</summary>
    private static List<Group> WithoutRepetition(List<Group> groups)
    {
        var byText = new Dictionary<string, Group>(StringComparer.Ordinal);
        foreach (var group in groups.OrderByDescending(g => Math.Abs(g.LogOdds)).ThenBy(g => g.Features[0]))
        {
            if (byText.TryAdd(group.Text, group)) continue;
            var first = byText[group.Text];
            first.LogOdds += group.LogOdds;
            first.Features.AddRange(group.Features);
            first.Features.Sort();
        }

        return [.. byText.Values];
    }

    private FoundReason Told(Group group, ReadOnlySpan<double> row, double logOdds)
    {
        var values = new Dictionary<string, FeatureValue>(StringComparer.Ordinal);
        foreach (var i in group.Features)
        {
            if (!double.IsNaN(row[i])) values.Add(_words[i].Code, new FeatureValue(row[i], _features.Slots[i].CategoryOf(row[i])));
        }

        var reason = new Reason
        {
            Code = _words[group.Lead].Code,
            Family = FamilyNames.Of(_features.Slots[group.Lead].Feature.Family),
            Effect = group.LogOdds > 0 ? ReasonEffect.Raises : ReasonEffect.Lowers,
            LogOdds = group.LogOdds,
            ProbabilityChange = StableMath.Sigmoid(logOdds) - StableMath.Sigmoid(logOdds - group.LogOdds),
            Text = group.Text,
            Features = [.. group.Features.Select(i => _words[i].Code)],
            Values = values,
        };
        return new FoundReason(reason, group.Theme, group.IsMissing);
    }

    private Absence AbsenceOf(int feature, FeatureState state)
    {
        var slot = _features.Slots[feature];
        // Known to the clinic and unknown to the model is not the same as not recorded.
        return slot.Unseen(state) is null ? _words[feature].Missing(new Told(double.NaN, null, state)) : $"{slot.Feature.Name}: not among those that the model has seen";
    }

    private sealed class Group
    {
        public required string Theme { get; init; }

        public required bool IsMissing { get; init; }

        public List<int> Features { get; } = [];

        public double LogOdds { get; set; }

        public int Lead { get; set; }

        public string Text { get; set; } = "";
    }
}
