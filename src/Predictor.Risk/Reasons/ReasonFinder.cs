using System.Runtime.InteropServices;
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

    private const int NoTheme = -1;

    private readonly FeatureSet _features;
    private readonly FeatureWords[] _words;
    private readonly Dictionary<string, int> _themes = new(StringComparer.Ordinal);
    private readonly int[] _themeOf;

    public ReasonFinder(FeatureSet features)
    {
        _features = features;
        _words = [.. features.Slots.Select(s => WordsCatalogue.Of(s.Feature))];
        foreach (var words in _words) _themes.TryAdd(words.Theme, _themes.Count);
        _themeOf = [.. _words.Select(w => _themes[w.Theme])];
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
        groups.Sort(LargestFirst);
        var found = new List<FoundReason>(MostRaising + MostLowering);
        var (raising, lowering) = (0, 0);
        foreach (var group in groups)
        {
            if (Math.Abs(group.LogOdds) < LeastLogOdds) break;
            if (group.LogOdds > 0 ? raising++ < MostRaising : lowering++ < MostLowering) found.Add(Told(group, row, logOdds));
        }

        return found;
    }

    private List<Group> ByTheme(ReadOnlySpan<double> contributions, ReadOnlySpan<double> row, FeatureState state)
    {
        var groups = new List<Group>(_themes.Count);
        var byTheme = new Group?[_themes.Count];
        var others = new Dictionary<(string About, bool IsMissing), Group>();
        for (var i = 0; i < _words.Length; i++)
        {
            // An effect of exactly nothing is no part of any reason.
            if (contributions[i] == 0) continue;
            var absence = double.IsNaN(row[i]) ? AbsenceOf(i, state) : default;
            // What is missing together is told together, whatever it would have told.
            var isMissing = double.IsNaN(row[i]) && absence.Theme is null;
            var theme = absence.Theme ?? _words[i].Theme;
            var number = isMissing ? NoTheme : ThemeOf(i, absence);
            ref var group = ref number == NoTheme
                ? ref CollectionsMarshal.GetValueRefOrAddDefault(others, (isMissing ? absence.Text : theme, isMissing), out _)
                : ref byTheme[number];
            if (group is null) groups.Add(group = new Group { Theme = theme, IsMissing = isMissing });
            group.Features.Add(i);
            group.LogOdds += contributions[i];
        }

        return groups;
    }

    /// <summary>The number of the theme that a feature belongs to; <see cref="NoTheme"/> where an absence tells of one that no feature of the model has.</summary>
    private int ThemeOf(int feature, Absence absence)
    {
        if (absence.Theme is null) return _themeOf[feature];
        return _themes.TryGetValue(absence.Theme, out var number) ? number : NoTheme;
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
        groups.Sort(LargestFirst);
        var byText = new Dictionary<string, Group>(groups.Count, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (byText.TryAdd(group.Text, group)) continue;
            var first = byText[group.Text];
            first.LogOdds += group.LogOdds;
            first.Features.AddRange(group.Features);
            first.Features.Sort();
        }

        return [.. byText.Values];
    }

    /// <summary>A total order: no feature is in two groups.</summary>
    private static int LargestFirst(Group x, Group y)
    {
        var order = Math.Abs(y.LogOdds).CompareTo(Math.Abs(x.LogOdds));
        return order != 0 ? order : x.Features[0].CompareTo(y.Features[0]);
    }

    private FoundReason Told(Group group, ReadOnlySpan<double> row, double logOdds)
    {
        var values = new Dictionary<string, FeatureValue>(group.Features.Count, StringComparer.Ordinal);
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
            Features = group.Features.ConvertAll(i => _words[i].Code),
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
