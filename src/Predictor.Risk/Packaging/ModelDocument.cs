using System.Text.Json.Serialization;
using Predictor.Risk.Calibration;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Uncertainty;
using Predictor.Trees;

namespace Predictor.Risk.Packaging;

/// <summary><c>model.json</c>: one head a horizon, each with the model of its engine: of the horizon itself, or of the step to it.</summary>
internal sealed record ModelDocument(int Schema, string Engine, IReadOnlyList<ModelDocumentHead> Heads);

/// <summary>The model of one horizon. Each engine has a property of its own; exactly one is filled, or none for a step that goes by the model of the first horizon.</summary>
internal sealed record ModelDocumentHead
{
    public required int HorizonDays { get; init; }

    /// <summary>
    /// The horizon that this one is told from; absent where the model stands by itself. The model of a later horizon is then of the clients who stay up to the
    /// given one, that of an earlier horizon of the clients who leave by it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Given { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LogisticModelData? Logistic { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TreeEnsembleData? Trees { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AdditiveModelData? Additive { get; init; }

    /// <summary>Plainer models to compare with; they have no part in a score.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PlainerModel>? ComparedWith { get; init; }
}

/// <summary>A plainer model, by the name it has in reports.</summary>
internal sealed record PlainerModel(string Name, LogisticModelData Logistic);

/// <summary><c>calibration.json</c>: log-odds after calibration are intercept + slope x log-odds before.</summary>
internal sealed record CalibrationDocument(int Schema, IReadOnlyList<CalibrationDocumentHead> Heads);

/// <summary>The calibration of one horizon.</summary>
/// <param name="HorizonDays">The horizon.</param>
/// <param name="Calibration">Of its log-odds.</param>
/// <param name="Interval">How uncertain its risks are; absent in packages that are older than that, and where nothing was learned.</param>
internal sealed record CalibrationDocumentHead(int HorizonDays, AffineCalibration Calibration, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IntervalData? Interval = null);

/// <summary><c>features.json</c>: the columns of a row in their order.</summary>
internal sealed record FeaturesDocument(int Schema, IReadOnlyList<FeatureEntry> Features);
