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

    /// <summary>The reasons that matter most, the largest first.</summary>
    /// <param name="contributions">Each feature's share of the log-odds after calibration.</param>
    /// <param name="row">The features' values.</param>
    /// <param name="state">What the row was taken from.</param>
    /// <param name="logOdds">The score in log-odds after calibration.</param>
    public IReadOnlyList<FoundReason> Find(ReadOnlySpan<double> contributions, ReadOnlySpan<double> row, FeatureState state, double logOdds)
    {
        var missing = new Told(double.NaN, null, state);
        var groups = new Dictionary<(FeatureFamily Family, string About, bool IsMissing), Group>();
        for (var i = 0; i < _words.Length; i++)
        {
            // An effect of exactly nothing is no part of any reason.
            if (contributions[i] == 0) continue;
            var isMissing = double.IsNaN(row[i]) && !_words[i].IsKnownWhenMissing(missing);
            // What is missing together is told together, whatever it would have told.
            var key = (_features.Slots[i].Feature.Family, isMissing ? MissingText(i, state) : _words[i].Theme, isMissing);
            if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = new Group());
            group.Features.Add(i);
            group.LogOdds += contributions[i];
        }

        var ranked = groups.Where(g => Math.Abs(g.Value.LogOdds) >= LeastLogOdds)
            .OrderByDescending(g => Math.Abs(g.Value.LogOdds)).ThenBy(g => g.Value.Features[0])
            .ToList();
        var kept = ranked.Where(g => g.Value.LogOdds > 0).Take(MostRaising).Concat(ranked.Where(g => g.Value.LogOdds < 0).Take(MostLowering)).ToHashSet();
        var found = new List<FoundReason>(kept.Count);
        foreach (var group in ranked.Where(kept.Contains)) found.Add(Told(group.Value, group.Key.IsMissing, contributions, row, state, logOdds));
        return found;
    }

    private FoundReason Told(Group group, bool isMissing, ReadOnlySpan<double> contributions, ReadOnlySpan<double> row, FeatureState state, double logOdds)
    {
        var raises = group.LogOdds > 0;
        var lead = group.Features[0];
        foreach (var i in group.Features)
        {
            if (raises ? contributions[i] > contributions[lead] : contributions[i] < contributions[lead]) lead = i;
        }

        var values = new Dictionary<string, FeatureValue>(StringComparer.Ordinal);
        foreach (var i in group.Features)
        {
            if (!double.IsNaN(row[i])) values.Add(_words[i].Code, new FeatureValue(row[i], _features.Slots[i].CategoryOf(row[i])));
        }

        var told = new Told(row[lead], _features.Slots[lead].CategoryOf(row[lead]), state);
        var reason = new Reason
        {
            Code = _words[lead].Code,
            Family = FamilyNames.Of(_features.Slots[lead].Feature.Family),
            Effect = raises ? ReasonEffect.Raises : ReasonEffect.Lowers,
            LogOdds = group.LogOdds,
            ProbabilityChange = StableMath.Sigmoid(logOdds) - StableMath.Sigmoid(logOdds - group.LogOdds),
            Text = double.IsNaN(row[lead]) ? MissingText(lead, state) : raises ? _words[lead].Raises(told) : _words[lead].Lowers(told),
            Features = [.. group.Features.Select(i => _words[i].Code)],
            Values = values,
        };
        return new FoundReason(reason, _words[lead].Theme, isMissing);
    }

    private string MissingText(int feature, FeatureState state)
    {
        var slot = _features.Slots[feature];
        // Known to the clinic and unknown to the model is not the same as not recorded.
        return slot.Unseen(state) is null ? _words[feature].Missing(new Told(double.NaN, null, state)) : $"{slot.Feature.Name}: not among those that the model has seen";
    }

    private sealed class Group
    {
        public List<int> Features { get; } = [];

        public double LogOdds { get; set; }
    }
}
