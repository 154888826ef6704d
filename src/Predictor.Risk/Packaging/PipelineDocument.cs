using System.Text.Json.Serialization;
using Predictor.Care.Instruments;
using Predictor.Risk.Evaluation.Baselines;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Scoring;
using Predictor.Risk.Training.Designs;
using Predictor.Risk.Uncertainty;

namespace Predictor.Risk.Packaging;

/// <summary><c>pipeline.json</c>: how events become rows, and how a probability is put into words.</summary>
internal sealed record PipelineDocument
{
    public required int Schema { get; init; }

    public required int InactivityDays { get; init; }

    public required IReadOnlyList<int> HorizonDays { get; init; }

    public required string Zone { get; init; }

    public required double LateNoticeHours { get; init; }

    public required LabelWindow LabelWindow { get; init; }

    public required IReadOnlyList<string> Exclude { get; init; }

    /// <summary>What the clients that the model was judged on were held out by; absent for a split by client.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SplitDesign? Split { get; init; }

    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>For each categorical feature the categories in the order of their codes.</summary>
    public required SortedDictionary<string, IReadOnlyList<string>> CategoryCodes { get; init; }

    public required IReadOnlyList<PipelineHead> Heads { get; init; }
}

/// <summary>What belongs to one horizon.</summary>
internal sealed record PipelineHead
{
    public required int HorizonDays { get; init; }

    public required double BaseRate { get; init; }

    public required RiskBands Bands { get; init; }

    /// <summary>The 0, 1, ..., 100 % quantiles of the risk over weekly training landmarks.</summary>
    public required IReadOnlyList<double> PercentileGrid { get; init; }

    public required IReadOnlyList<FittedRuleBaseline> Rules { get; init; }

    /// <summary>What later rows are compared with; null in packages that are older than that.</summary>
    public TrainingReference? Reference { get; init; }

    /// <summary>How unlike the training a client may be; null in packages that are older than that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FamiliarityData? Familiarity { get; init; }
}
