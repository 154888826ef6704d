using Predictor.Care.Episodes;
using Predictor.Care.Timelines;
using Predictor.Risk.Features;
using Predictor.Risk.Packaging;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Scoring;

/// <summary>Scores episodes with a model package. Safe to use from many threads at once.</summary>
public sealed class RiskScorer
{
    private readonly ModelPackage _package;
    private readonly ScoredBy _model;

    public RiskScorer(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        _package = package;
        _model = new ScoredBy(package.Name, package.Version, package.Sha256);
    }

    /// <summary>The score of an episode at an instant, from what was known then and nothing later.</summary>
    /// <param name="episode">The episode with its records; later ones are left out.</param>
    /// <param name="asOfTicks">UTC ticks.</param>
    /// <param name="head">One of the package's horizons.</param>
    /// <param name="explain">True for the contributions of all features.</param>
    public RiskScore Score(Episode episode, long asOfTicks, ModelHead head, bool explain)
    {
        ArgumentNullException.ThrowIfNull(episode);
        ArgumentNullException.ThrowIfNull(head);
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
        return Scored(score, row, head, explain) with { Notes = [.. score.Notes, .. notes] };
    }

    private RiskScore Scored(RiskScore score, double[] row, ModelHead head, bool explain)
    {
        var probability = head.Calibration.Probability(head.Model.LogOdds(row));
        return score with
        {
            Probability = probability,
            Band = head.Bands.Of(probability),
            Percentile = head.Percentiles.PercentileOf(probability),
            Baseline = StableMath.Sigmoid(head.Calibration.LogOdds(head.Model.BaselineLogOdds)),
            BaseRate = head.BaseRate,
            Contributions = explain ? Contributions(row, head) : null,
        };
    }

    private Dictionary<string, double> Contributions(double[] row, ModelHead head)
    {
        var shares = new double[row.Length];
        head.Model.Contribute(row, shares);
        var contributions = new Dictionary<string, double>(row.Length, StringComparer.Ordinal);
        for (var i = 0; i < shares.Length; i++) contributions.Add(_package.Features.Slots[i].Feature.Code, head.Calibration.Contribution(shares[i]));
        return contributions;
    }
}
