using Predictor.Risk.Horizons;
using Predictor.Risk.Reasons;
using Predictor.Risk.Reasons.Actions;

namespace Predictor.Risk.Scoring;

/// <summary>The answer for one client at one instant. Serialised with camel-case names it is what the API and the command line give.</summary>
public sealed record RiskScore
{
    public required string EpisodeId { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    /// <summary><c>scored</c>; <c>withheld</c> where there is no ground to stand on; <c>over</c> once the episode has ended or the client is known to be gone.</summary>
    public required string Status { get; init; }

    /// <summary>Days ahead that the risk is for.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>The chance that the client has left, or leaves within the horizon.</summary>
    public double? Probability { get; init; }

    /// <summary>The risk at several horizons, by days ahead; it never falls. Null where it was not asked for.</summary>
    public IReadOnlyList<CurvePoint>? Curve { get; init; }

    /// <summary>How uncertain the model is about its probability: lower and upper end of an interval that is meant to hold the chance that the records so far tell of nine times in ten. On simulated clinics it held less often; see docs/evaluation.md. Null for a model without intervals.</summary>
    public IReadOnlyList<double>? Interval { get; init; }

    /// <summary><c>low</c>, <c>moderate</c>, <c>high</c> or <c>very-high</c>.</summary>
    public string? Band { get; init; }

    /// <summary>The share of weekly training landmarks with a lower risk, 0-1.</summary>
    public double? Percentile { get; init; }

    /// <summary>The risk of an average training row: what the contributions start from.</summary>
    public double? Baseline { get; init; }

    /// <summary>The weighted share of training rows whose client had left or left within the horizon.</summary>
    public double? BaseRate { get; init; }

    /// <summary>Why, in words: the reasons that move the score most, the largest first. Null where none were asked for.</summary>
    public IReadOnlyList<Reason>? Reasons { get; init; }

    /// <summary>What could be tried: at most three, safety first. Null where no reasons were asked for.</summary>
    public IReadOnlyList<SuggestedAction>? SuggestedActions { get; init; }

    /// <summary>Each feature's share of the log-odds after calibration: with logit(baseline) they sum to logit(probability).</summary>
    public IReadOnlyDictionary<string, double>? Contributions { get; init; }

    /// <summary>What a reader should know about this score, in sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required ScoredBy Model { get; init; }
}

/// <summary>The model behind a score.</summary>
public sealed record ScoredBy(string Name, string Version, string Sha256);
