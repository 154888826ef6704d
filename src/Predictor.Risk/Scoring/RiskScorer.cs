using Predictor.Care.Episodes;
using Predictor.Care.Timelines;
using Predictor.Risk.Features;
using Predictor.Risk.Features.State;
using Predictor.Risk.Horizons;
using Predictor.Risk.Packaging;
using Predictor.Risk.Reasons;
using Predictor.Risk.Reasons.Actions;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Scoring;

/// <summary>Scores episodes with a model package. Safe to use from many threads at once.</summary>
public sealed class RiskScorer
{
    private readonly ModelPackage _package;
    private readonly ScoredBy _model;
    private readonly ReasonFinder _reasons;
    private readonly RiskCurve? _curve;
    private readonly UnfamiliarNotes _unfamiliar;

    public RiskScorer(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        _package = package;
        _model = new ScoredBy(package.Name, package.Version, package.Sha256);
        _reasons = new ReasonFinder(package.Features);
        _curve = RiskCurve.Of(package);
        _unfamiliar = new UnfamiliarNotes(package.Features, package.Distributions);
    }

    /// <summary>The score of an episode at an instant, from what was known then and nothing later.</summary>
    /// <param name="episode">The episode with its records; later ones are left out.</param>
    /// <param name="asOfTicks">UTC ticks.</param>
    /// <param name="head">One of the package's horizons.</param>
    /// <param name="explanation">How much of an explanation goes with it.</param>
    /// <param name="curve">The horizons in days whose risks go with it as a curve; null for none.</param>
    /// <exception cref="ArgumentException">The package has none of a horizon of the curve, or its horizons were learned apart.</exception>
    public RiskScore Score(Episode episode, long asOfTicks, ModelHead head, Explanation explanation, IReadOnlyList<int>? curve = null)
    {
        ArgumentNullException.ThrowIfNull(episode);
        ArgumentNullException.ThrowIfNull(head);
        if (curve is not null && _package.WhyNoCurve(curve) is { } why) throw new ArgumentException(why, nameof(curve));
        var known = AsOf.Known(episode, asOfTicks);
        var unscored = Standing.Of(known, asOfTicks, _package.Pipeline);
        var score = new RiskScore
        {
            EpisodeId = episode.EpisodeId,
            AsOf = new DateTimeOffset(asOfTicks, TimeSpan.Zero),
            Status = unscored.Status,
            HorizonDays = head.HorizonDays,
            Notes = [.. unscored.Notes, .. ScoreNotes.LaterRecords(episode, known)],
            Model = _model,
        };
        if (unscored.Status != ScoreStatus.Scored) return score;

        var fold = new FeatureFold(Timeline.Of(known), _package.Features, _package.Pipeline);
        var row = new double[_package.Features.Count];
        fold.RowAt(asOfTicks, row);
        var notes = ScoreNotes.OfRow(known, _package.Features, row, fold.UnseenAt(asOfTicks));
        var points = curve is null ? null : Curve(row, curve);
        if (head.Familiarity is not { } familiarity) return Scored(score, row, fold.State, head, explanation) with { Notes = [.. score.Notes, .. notes], Curve = points };
        var strange = familiarity.Of(row);
        notes = notes.Concat(_unfamiliar.Of(row, strange, familiarity.Data));
        return strange.Share > familiarity.Data.WithholdAbove
            ? score with { Status = ScoreStatus.Withheld, Notes = [UnfamiliarNotes.Reason(strange), .. score.Notes, .. notes] }
            : Scored(score, row, fold.State, head, explanation) with { Notes = [.. score.Notes, .. notes], Curve = points };
    }

    private CurvePoint[] Curve(double[] row, IReadOnlyList<int> horizonDays) => [.. _curve!.Of(row).Where(p => horizonDays.Contains(p.HorizonDays))];

    private RiskScore Scored(RiskScore score, double[] row, FeatureState state, ModelHead head, Explanation explanation)
    {
        var logOdds = head.Calibration.LogOdds(head.Model.LogOdds(row));
        var probability = StableMath.Sigmoid(logOdds);
        var scored = score with
        {
            Probability = probability,
            Interval = head.Interval?.Of(row, logOdds) is { } interval ? [interval.Lower, interval.Upper] : null,
            Band = head.Bands.Of(probability),
            Percentile = head.Percentiles.PercentileOf(probability),
            Baseline = StableMath.Sigmoid(head.Calibration.LogOdds(head.Model.BaselineLogOdds)),
            BaseRate = head.BaseRate,
        };
        return explanation == Explanation.None ? scored : Explained(scored, row, state, head, logOdds, explanation);
    }

    private RiskScore Explained(RiskScore score, double[] row, FeatureState state, ModelHead head, double logOdds, Explanation explanation)
    {
        var shares = new double[row.Length];
        head.Model.Contribute(row, shares);
        for (var i = 0; i < shares.Length; i++) shares[i] = head.Calibration.Contribution(shares[i]);
        var reasons = _reasons.Find(shares, row, state, logOdds);
        return score with
        {
            Reasons = [.. reasons.Select(r => r.Reason)],
            SuggestedActions = ActionChooser.Choose(reasons, state, score.Band == RiskBands.Low),
            Contributions = explanation == Explanation.Full ? Contributions(shares) : null,
        };
    }

    private Dictionary<string, double> Contributions(double[] shares)
    {
        var contributions = new Dictionary<string, double>(shares.Length, StringComparer.Ordinal);
        for (var i = 0; i < shares.Length; i++) contributions.Add(_package.Features.Slots[i].Feature.Code, shares[i]);
        return contributions;
    }
}
