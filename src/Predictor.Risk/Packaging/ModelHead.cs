using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation.Baselines;
using Predictor.Risk.Scoring;
using Predictor.Risk.Uncertainty;

namespace Predictor.Risk.Packaging;

/// <summary>What a package knows about one horizon.</summary>
public sealed class ModelHead
{
    /// <summary>Days ahead that the risk is for.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>The model in log-odds, before calibration.</summary>
    public required IRiskModel Model { get; init; }

    internal AffineCalibration Calibration { get; init; } = null!;

    /// <summary>The weighted share of label 1 among the training rows.</summary>
    public required double BaseRate { get; init; }

    public required RiskBands Bands { get; init; }

    public required PercentileGrid Percentiles { get; init; }

    /// <summary>Simple rules with the rates of the training rows, to compare with.</summary>
    public required IReadOnlyList<FittedRuleBaseline> Rules { get; init; }

    /// <summary>The calibrated probability of one row.</summary>
    internal double Probability(ReadOnlySpan<double> row) => Calibration.Probability(Model.LogOdds(row));

    /// <summary>Plainer models of the same training rows, to compare with.</summary>
    internal IReadOnlyList<ModelBaseline> PlainerModels { get; init; } = [];

    /// <summary>The same head around another model of the same columns.</summary>
    internal ModelHead With(IRiskModel model, AffineCalibration calibration) => new()
    {
        HorizonDays = HorizonDays,
        Model = model,
        Calibration = calibration,
        BaseRate = BaseRate,
        Bands = Bands,
        Percentiles = Percentiles,
        Rules = Rules,
    };

    /// <summary>How uncertain the risks are; null in packages that are older than that, and where nothing was learned.</summary>
    internal RiskInterval? Interval { get; init; }

    /// <summary>How unlike the training a client may be; null in packages that are older than that.</summary>
    internal Familiarity? Familiarity { get; init; }

    /// <summary>What later rows are compared with; null in packages that are older than that.</summary>
    internal TrainingReference? Reference { get; init; }
}
