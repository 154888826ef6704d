using System.Globalization;
using System.Text.Json;
using Predictor.Risk.Calibration;
using Predictor.Risk.Engines.Additive;
using Predictor.Risk.Engines.Trees;
using Predictor.Risk.Horizons;
using Predictor.Risk.Packaging;
using Predictor.Trees;

namespace Predictor.Risk.Exporting;

/// <summary>Writes a packaged model for other programs. The calibration is part of it: what is written gives the probabilities of the package.</summary>
public static class ModelExport
{
    private const string Purpose = "A score informs a conversation; it is no ground for billing, refusing or ending care.";

    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes LightGBM text, whose columns are the package's features by their codes.</summary>
    /// <exception cref="ArgumentException">The head's model is not made of trees.</exception>
    public static void LightGBM(ModelHead head, Stream stream) => LightGBMText.Write(Calibrated(head), stream);

    /// <summary>Writes ONNX, with the features, their categories, the horizon and the model's identity among its properties.</summary>
    /// <exception cref="ArgumentException">The head's model is not made of trees.</exception>
    public static void Onnx(ModelPackage package, ModelHead head, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(head);
        OnnxModel.Write(Calibrated(head), package.Name, Properties(package, head), stream);
    }

    private static TreeEnsemble Calibrated(ModelHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var ensemble = head.Model switch
        {
            TreesModel trees => trees.Ensemble,
            AdditiveRiskModel additive => additive.Model.Ensemble,
            CurveModel curve => throw new ArgumentException($"The risk at {head.HorizonDays} days is one of a curve, a product of {curve.Components.Count} models, which these formats do not hold; expected the horizon of {curve.Components[0].HorizonDays} days.", nameof(head)),
            _ => throw new ArgumentException($"The model is of the engine {head.Model.Engine}; expected {TreesEngine.EngineName} or {AdditiveEngine.EngineName}, as only trees and tables can be written so.", nameof(head)),
        };
        var calibration = head.Calibration;
        // Nothing is to be rounded where nothing is to be changed.
        return calibration == new AffineCalibration(0, 1) ? ensemble : new TreeEnsemble(Calibrated(ensemble.Data, calibration), ensemble.Columns);
    }

    /// <summary>The log-odds of the trees are a sum, so that an affine calibration of it is a sum of the same trees with other values.</summary>
    private static TreeEnsembleData Calibrated(TreeEnsembleData data, AffineCalibration calibration) => data with
    {
        BaseScore = calibration.LogOdds(data.BaseScore),
        Trees = [.. data.Trees.Select(t => t with { Value = [.. t.Value.Select(calibration.Contribution)] })],
    };

    private static List<KeyValuePair<string, string>> Properties(ModelPackage package, ModelHead head)
    {
        var categories = package.Features.Slots.Where(s => s.Categories is not null).ToDictionary(s => s.Feature.Code, s => s.Categories);
        return
        [
            new("version", package.Version),
            new("sha256", package.Sha256),
            new("horizon_days", head.HorizonDays.ToString(CultureInfo.InvariantCulture)),
            new("inactivity_days", package.Pipeline.Outcome.InactivityDays.ToString(CultureInfo.InvariantCulture)),
            new("features", JsonSerializer.Serialize(package.Features.Slots.Select(s => s.Feature.Code), Json)),
            new("categories", JsonSerializer.Serialize(categories, Json)),
            new("purpose", Purpose),
        ];
    }
}
