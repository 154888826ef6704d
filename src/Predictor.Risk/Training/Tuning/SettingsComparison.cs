using Predictor.Risk.Evaluation;

namespace Predictor.Risk.Training.Tuning;

/// <summary>Chosen settings beside the defaults on clients that had no part in the choice. Gains are positive where the chosen settings are better.</summary>
public sealed record SettingsComparison
{
    public required int Rows { get; init; }

    public required int Clients { get; init; }

    public required SettingsFigures Defaults { get; init; }

    public required SettingsFigures Chosen { get; init; }

    /// <summary>By how much the weighted log loss is lower.</summary>
    public double? LogLossGain { get; init; }

    /// <summary>95 % interval of <see cref="LogLossGain"/>, both judged on the same samples of clients; so are the others.</summary>
    public ConfidenceInterval? LogLossGainCi { get; init; }

    public double? AucGain { get; init; }

    public ConfidenceInterval? AucGainCi { get; init; }

    public double? ScaledBrierGain { get; init; }

    public ConfidenceInterval? ScaledBrierGainCi { get; init; }

    /// <summary>The answer in a sentence: the log loss decides.</summary>
    public string Verdict => LogLossGainCi switch
    {
        null => "Whether the chosen settings are better than the defaults on clients not seen cannot be told: there is no interval.",
        { Lower: > 0 } => "On clients not seen the chosen settings are better than the defaults.",
        { Upper: < 0 } => "On clients not seen the chosen settings are worse than the defaults: keep the defaults.",
        _ => "On clients not seen no difference to the defaults can be told from chance: there is no ground to leave them.",
    };

    internal static SettingsComparison Of(MeasuredRows defaults, MeasuredRows chosen)
    {
        var gains = BaselinePerformance.Of(chosen, defaults);
        return new SettingsComparison
        {
            Rows = chosen.Performance.Rows,
            Clients = chosen.Performance.Clients,
            Defaults = SettingsFigures.Of(defaults.Performance),
            Chosen = SettingsFigures.Of(chosen.Performance),
            LogLossGain = defaults.Performance.LogLoss - chosen.Performance.LogLoss,
            LogLossGainCi = defaults.Repeats is { } theirs && chosen.Repeats is { } ours ? theirs.IntervalOfGain(ours, Figure.LogLoss).Value : null,
            AucGain = gains.AucGain,
            AucGainCi = gains.AucGainCi,
            ScaledBrierGain = gains.ScaledBrierGain,
            ScaledBrierGainCi = gains.ScaledBrierGainCi,
        };
    }
}

/// <summary>How a model of some settings did.</summary>
public sealed record SettingsFigures(double? LogLoss, double? Auc, double? ScaledBrier, double? CalibrationSlope)
{
    internal static SettingsFigures Of(Performance performance) => new(performance.LogLoss, performance.Auc, performance.ScaledBrier, performance.CalibrationSlope);
}
