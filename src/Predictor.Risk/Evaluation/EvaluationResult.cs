using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Predictor.Risk.Evaluation.Capacity;
using Predictor.Risk.Evaluation.Curves;
using Predictor.Risk.Evaluation.Examples;
using Predictor.Risk.Evaluation.Fairness;
using Predictor.Risk.Evaluation.Incidence;
using Predictor.Risk.Evaluation.Learned;
using Predictor.Risk.Evaluation.Pooling;

namespace Predictor.Risk.Evaluation;

/// <summary>
/// What <c>evaluate</c> says of one horizon: the performance of the model with its slices, that of simple rules on all rows, and, where the data were
/// simulated and the true risk is known, the best that any model could reach. Written as JSON with camel-case names it has the shape that the command line
/// promises.
/// </summary>
public sealed record EvaluationResult : SlicedPerformance
{
    /// <summary>For reading from JSON.</summary>
    public EvaluationResult()
    {
    }

    /// <summary>Starts from the performance of the model.</summary>
    [SetsRequiredMembers]
    internal EvaluationResult(SlicedPerformance model, IReadOnlyDictionary<string, BaselinePerformance> baselines)
        : base(model) => Baselines = baselines;

    /// <summary>The rule baselines by name, on the same rows as the model.</summary>
    [JsonPropertyOrder(3)]
    public required IReadOnlyDictionary<string, BaselinePerformance> Baselines { get; init; }

    /// <summary>The performance of the model on groups of rows, by what they are told apart by.</summary>
    [JsonPropertyOrder(4)]
    public IReadOnlyDictionary<string, IReadOnlyList<GroupPerformance>> ByGroup { get; init; } = new Dictionary<string, IReadOnlyList<GroupPerformance>>();

    /// <summary>What alerting above a threshold brings, by threshold.</summary>
    [JsonPropertyOrder(4)]
    public IReadOnlyList<DecisionPoint> DecisionCurve { get; init; } = [];

    /// <summary>What so many check-ins a week bring, by capacity.</summary>
    [JsonPropertyOrder(4)]
    public IReadOnlyList<CapacityPoint> CapacityCurve { get; init; } = [];

    /// <summary>Whether the model serves some groups worse than others; null where it was not looked at.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FairnessAudit? Fairness { get; init; }

    /// <summary>What the model learned; null where it was not looked at.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LearnedModel? Learned { get; init; }

    /// <summary>The points that the curves of a report are drawn through.</summary>
    [JsonPropertyOrder(4)]
    public PredictionCurves Curves { get; init; } = new();

    /// <summary>What became of clients by the band of their risk, in time; given with the first horizon, whose bands they are.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IncidenceByBand? Incidence { get; init; }

    /// <summary>From the episodes of the export to the rows judged; null where it is not known.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RowFlow? Flow { get; init; }

    /// <summary>How the risk of clients in a higher band comes about, on average; null where there are too few of them.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BandExample? Example { get; init; }

    /// <summary>How models that have not seen a clinic do on it, with each left out in turn; null where it was not asked for.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClinicValidation? ByClinic { get; init; }

    /// <summary>How the way of training does on all clients, cross-validated; null where it was not asked for.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CrossValidated? CrossValidation { get; init; }

    /// <summary>Whether other training clients would have taught the same; null where it was not asked for.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Stability? Stability { get; init; }

    /// <summary>The performance of the true risk on the same rows: no model that sees less than the simulation's own state does better. Null where it is not known.</summary>
    [JsonPropertyOrder(5)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SlicedPerformance? UpperBound { get; init; }
}
