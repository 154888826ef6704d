using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Evaluation;

/// <summary>The performance of something simpler on the rows of the model, and what the model gains over it.</summary>
public sealed record BaselinePerformance : Performance
{
    /// <summary>For reading from JSON.</summary>
    public BaselinePerformance()
    {
    }

    [SetsRequiredMembers]
    internal BaselinePerformance(Performance own)
        : base(own)
    {
    }

    /// <summary>AUC of the model less that of the baseline.</summary>
    [JsonPropertyOrder(1)]
    public double? AucGain { get; init; }

    /// <summary>95 % interval of <see cref="AucGain"/>, both judged on the same samples of clients.</summary>
    [JsonPropertyOrder(1)]
    public ConfidenceInterval? AucGainCi { get; init; }

    /// <summary>Scaled Brier score of the model less that of the baseline.</summary>
    [JsonPropertyOrder(1)]
    public double? ScaledBrierGain { get; init; }

    [JsonPropertyOrder(1)]
    public ConfidenceInterval? ScaledBrierGainCi { get; init; }

    /// <summary>True where the whole interval of the gain in AUC and that of the gain in scaled Brier score lie above 0; null where one is not known.</summary>
    [JsonPropertyOrder(1)]
    public bool? IsBeaten { get; init; }

    internal static BaselinePerformance Of(MeasuredRows model, MeasuredRows baseline)
    {
        var auc = Gain(Figure.Auc);
        var brier = Gain(Figure.ScaledBrier);
        return new BaselinePerformance(baseline.Performance)
        {
            AucGain = model.Performance.Auc - baseline.Performance.Auc,
            AucGainCi = auc,
            ScaledBrierGain = model.Performance.ScaledBrier - baseline.Performance.ScaledBrier,
            ScaledBrierGainCi = brier,
            IsBeaten = auc is { } a && brier is { } b ? a.Lower > 0 && b.Lower > 0 : null,
        };

        ConfidenceInterval? Gain(Figure figure) =>
            model.Repeats is { } ours && baseline.Repeats is { } theirs ? ours.IntervalOfGain(theirs, figure).Value : null;
    }
}
