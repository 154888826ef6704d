using Predictor.Risk.Features;
using Predictor.Risk.Horizons;
using Predictor.Risk.Packaging;
using Predictor.Risk.Reporting;
using Predictor.Risk.Scoring;
using Predictor.Risk.Training.Designs;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Evaluation.Incidence;

/// <summary>Makes the curves of <see cref="IncidenceByBand"/>.</summary>
internal static class IncidenceCurves
{
    private const int DaysBetweenPoints = 7;

    /// <summary>The 97.5 % quantile of the normal distribution.</summary>
    private const double Quantile = 1.959963984540054;

    // The bootstrap draws from the seed too: lots are not to go with its draws.
    private const ulong Lots = 0x6C6F7473;

    /// <param name="heads">The horizons of a model; the bands are those of the first.</param>
    /// <param name="features">The columns they read.</param>
    /// <param name="side">The clients to look at.</param>
    /// <param name="options">How events become rows.</param>
    /// <param name="seed">Of the lots.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IncidenceByBand Of(IReadOnlyList<ModelHead> heads, FeatureSet features, SplitSide side, PipelineOptions options, ulong seed, CancellationToken cancellation)
    {
        var (rows, times, tooLate) = Drawn(side, options, seed);
        var values = side.Cohort.Fold(features, rows, cancellation);
        var risks = heads.Select(head => Enumerable.Range(0, rows.Length).Select(i => head.Probability(values.AsSpan(i * features.Count, features.Count))).ToArray()).ToList();
        var lastDay = Math.Max(heads.Max(h => h.HorizonDays), 2 * options.Outcome.InactivityDays);
        return new IncidenceByBand
        {
            Clients = rows.Length,
            TooLate = tooLate,
            Bands = [.. RiskBands.Names.Select(band => Of(band, heads, risks, times, lastDay))],
        };
    }

    private static BandIncidence Of(string band, IReadOnlyList<ModelHead> heads, List<double[]> risks, EventTime[] times, int lastDay)
    {
        int[] own = [.. Enumerable.Range(0, times.Length).Where(i => heads[0].Bands.Of(risks[0][i]) == band)];
        var isTold = own.Length >= SmallGroups.FewestClients;
        return new BandIncidence
        {
            Band = band,
            Clients = own.Length,
            Points = isTold ? [.. AalenJohansen.Of([.. own.Select(i => times[i])], lastDay).Where(d => d.Day % DaysBetweenPoints == 0 || heads.Any(h => h.HorizonDays == d.Day)).Select(Point)] : [],
            Predicted = isTold ? [.. heads.Select((h, k) => new CurvePoint(h.HorizonDays, own.Average(i => risks[k][i]))).OrderBy(p => p.HorizonDays)] : [],
        };
    }

    private static IncidencePoint Point(Incidence day) => new(day.Day, day.AtRisk, day.Dropout, Interval(day.Dropout, day.DropoutError), day.Closing, Interval(day.Closing, day.ClosingError));

    /// <summary>On the scale of log(-log share), where it stays between 0 and 1 (Kalbfleisch and Prentice 2002, section 8.2).</summary>
    internal static ConfidenceInterval? Interval(double share, double error)
    {
        if (!(share > 0 && share < 1)) return null;
        var log = StableMath.Log(share);
        var reach = Quantile * error / (share * Math.Abs(log));
        return new ConfidenceInterval(StableMath.Exp(log * StableMath.Exp(reach)), StableMath.Exp(log * StableMath.Exp(-reach)));
    }

    /// <summary>One landmark a client, among those after which something is known, with what came first.</summary>
    private static (int[] Rows, EventTime[] Times, int TooLate) Drawn(SplitSide side, PipelineOptions options, ulong seed)
    {
        var cohort = side.Cohort;
        var byClient = new SortedDictionary<int, List<(int Row, EventTime Time)>>();
        for (var row = 0; row < cohort.Rows.Length; row++)
        {
            var episode = cohort.Rows[row].Episode;
            if (!side.IsIn(episode)) continue;
            if (!byClient.TryGetValue(side.Clients[episode], out var candidates)) byClient.Add(side.Clients[episode], candidates = []);
            if (FirstEvents.After(cohort.Rows[row].Landmark.Ticks, cohort.Spells(episode), cohort.Episodes[episode], options, cohort.CutTicks) is { } time) candidates.Add((row, time));
        }

        var drawn = new List<(int Row, EventTime Time)>();
        foreach (var (client, candidates) in byClient)
        {
            if (candidates.Count == 0) continue;
            var lots = SplitMix64.ForStream(seed ^ Lots, client);
            drawn.Add(candidates[lots.NextBelow(candidates.Count)]);
        }

        drawn.Sort((a, b) => a.Row.CompareTo(b.Row));
        return ([.. drawn.Select(d => d.Row)], [.. drawn.Select(d => d.Time)], byClient.Count - drawn.Count);
    }
}
