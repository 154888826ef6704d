using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Additive;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Engines.Trees;
using Predictor.Risk.Features;
using Predictor.Risk.Horizons;
using Predictor.Risk.Training.Designs;

namespace Predictor.Risk.Packaging;

/// <summary>Turns what a training made into the files of a package.</summary>
internal static class PackageWriter
{
    /// <summary>The files that a model is made of, the reports aside.</summary>
    public static Dictionary<string, byte[]> ModelFiles(PipelineOptions pipeline, FeatureSet features, IReadOnlyList<FeatureDistribution> distributions, IReadOnlyList<ModelHead> heads, SplitDesign split) => new(StringComparer.Ordinal)
    {
        [PackageFiles.Model] = PackageJson.Write(new ModelDocument(PackageFiles.Schema, heads[0].Model.Engine, [.. heads.Select(Model)])),
        [PackageFiles.Calibration] = PackageJson.Write(new CalibrationDocument(PackageFiles.Schema, [.. heads.Select(h => new CalibrationDocumentHead(h.HorizonDays, h.Model is CurveModel curve ? curve.Last.Calibration : h.Calibration, h.Interval?.Data))])),
        [PackageFiles.Pipeline] = PackageJson.Write(Pipeline(pipeline, features, heads, split)),
        [PackageFiles.Features] = PackageJson.Write(new FeaturesDocument(PackageFiles.Schema, [.. features.Slots.Select((s, i) => FeatureRestorer.Entry(s.Feature, distributions[i]))])),
    };

    /// <summary>The sealed manifest of a package's files.</summary>
    public static Manifest Seal(string name, string version, int seed, string dataFingerprint, Dictionary<string, byte[]> files, DateTimeOffset createdAt, ModelOrigin? origin = null)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, bytes) in files) hashes.Add(file, Manifest.HexHash(bytes));
        return Manifest.Seal(new ManifestContent(name, version, seed, dataFingerprint, hashes, origin), createdAt);
    }

    private static ModelDocumentHead Model(ModelHead head) => (head.Model is CurveModel curve ? Step(head, curve) : OwnModel(head, head.Model)) with
    {
        ComparedWith = head.PlainerModels.Count == 0 ? null : [.. head.PlainerModels.Select(m => new PlainerModel(m.Name, m.Model.Data))],
    };

    private static ModelDocumentHead Step(ModelHead head, CurveModel curve) =>
        (curve.GoesByFirst ? new ModelDocumentHead { HorizonDays = head.HorizonDays } : OwnModel(head, curve.Last.Model)) with { Given = curve.GivenDays };

    private static ModelDocumentHead OwnModel(ModelHead head, IRiskModel model) => model switch
    {
        LogisticModel logistic => new ModelDocumentHead { HorizonDays = head.HorizonDays, Logistic = logistic.Data },
        TreesModel trees => new ModelDocumentHead { HorizonDays = head.HorizonDays, Trees = trees.Ensemble.Data },
        AdditiveRiskModel additive => new ModelDocumentHead { HorizonDays = head.HorizonDays, Additive = additive.Model.Data },
        _ => throw new ArgumentException($"A model of engine {model.Engine} cannot be packaged.", nameof(head)),
    };

    private static PipelineDocument Pipeline(PipelineOptions pipeline, FeatureSet features, IReadOnlyList<ModelHead> heads, SplitDesign split)
    {
        var categories = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var slot in features.Slots)
        {
            if (slot.Categories is { } names) categories.Add(slot.Feature.Code, names);
        }

        return new PipelineDocument
        {
            Schema = PackageFiles.Schema,
            InactivityDays = pipeline.Outcome.InactivityDays,
            HorizonDays = pipeline.HorizonDays,
            Zone = pipeline.Calendar.ZoneId,
            LateNoticeHours = pipeline.LateNoticeHours,
            LabelWindow = pipeline.LabelWindow,
            Exclude = pipeline.Exclude,
            Split = split.Kind == SplitKind.Client ? null : split,
            Instruments = [.. pipeline.Instruments.All],
            CategoryCodes = categories,
            Heads = [.. heads.Select(h => new PipelineHead { HorizonDays = h.HorizonDays, BaseRate = h.BaseRate, Bands = h.Bands, PercentileGrid = h.Percentiles.Quantiles, Rules = h.Rules, Reference = h.Reference, Familiarity = h.Familiarity?.Data })],
        };
    }
}
