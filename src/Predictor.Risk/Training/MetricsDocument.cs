using System.Text.Json.Serialization;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Recalibrating;

namespace Predictor.Risk.Training;

/// <summary><c>metrics.json</c>: what the training used and how the model does on clients it has not seen.</summary>
public sealed record MetricsDocument
{
    public required int Schema { get; init; }

    /// <summary>Which rows the figures are of.</summary>
    public required string EvaluatedOn { get; init; }

    public required IReadOnlyList<TrainingCounts> Training { get; init; }

    /// <summary>The settings that the engine learned with, by name; null where it has none to tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? EngineSettings { get; init; }

    /// <summary>The figures by horizon in days.</summary>
    public required SortedDictionary<int, EvaluationResult> ByHorizon { get; init; }

    /// <summary>For a recalibrated model, by horizon in days, what was updated and what it changed; null for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SortedDictionary<int, RecalibrationReport>? Recalibration { get; init; }

    /// <summary>What a reader should know, in sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>What one horizon's head was trained on.</summary>
/// <param name="HorizonDays">Days ahead.</param>
/// <param name="Rows">Training rows with a known label.</param>
/// <param name="Clients">Training clients with such a row.</param>
/// <param name="Positives">Rows of label 1.</param>
/// <param name="Events">Clients with a row of label 1.</param>
/// <param name="Censored">Training landmarks left out since their label is not known at the cut.</param>
/// <param name="CappedWeights">Rows whose weight was cut to the cap.</param>
/// <param name="BaseRate">The weighted share of label 1.</param>
public sealed record TrainingCounts(int HorizonDays, int Rows, int Clients, int Positives, int Events, int Censored, int CappedWeights, double BaseRate);
