using System.Text.Json;
using Predictor.Care.Instruments;
using Predictor.Care.Outcome;
using Predictor.Care.Time;
using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Additive;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Engines.MicrosoftML;
using Predictor.Risk.Engines.Trees;
using Predictor.Risk.Evaluation.Baselines;
using Predictor.Risk.Features;
using Predictor.Risk.Horizons;
using Predictor.Risk.Scoring;
using Predictor.Risk.Training.Designs;
using Predictor.Risk.Training.Running;
using Predictor.Risk.Uncertainty;
using Predictor.Trees;

namespace Predictor.Risk.Packaging;

/// <summary>Reads model packages and refuses those that are not whole, unchanged and understood.</summary>
public static class PackageReader
{
    /// <summary>Reads a package from its folder.</summary>
    /// <exception cref="ModelPackageException">A file is missing, changed, newer or makes no sense; the message names it.</exception>
    public static ModelPackage Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new ModelPackageException($"{folder}: there is no such folder; expected a model package, as 'predictor train' writes it.");
        var manifest = ReadManifest(folder);
        var files = ReadFiles(folder, manifest);
        var pipeline = Checked<PipelineDocument>(files, PackageFiles.Pipeline, d => d.Schema);
        var described = Checked<FeaturesDocument>(files, PackageFiles.Features, d => d.Schema);
        CheckRun(files);
        var features = FeatureRestorer.Restore(described, pipeline.CategoryCodes);
        CheckReferences(described, pipeline, features);
        return new ModelPackage
        {
            Name = manifest.Content.Name,
            Version = manifest.Content.Version,
            Seed = manifest.Content.Seed,
            DataFingerprint = manifest.Content.DataFingerprint,
            Origin = manifest.Content.Origin,
            Sha256 = manifest.Sha256,
            CreatedAt = manifest.CreatedAt,
            Pipeline = Options(pipeline),
            Split = Split(pipeline),
            Features = features,
            Distributions = [.. described.Features.Select(f => f.Distribution)],
            Heads = Heads(files, pipeline, features, [.. described.Features.Select(f => f.Distribution)]),
            Files = files,
        };
    }

    private static Manifest ReadManifest(string folder)
    {
        var bytes = PackageFolder.Read(folder, PackageFiles.Manifest);
        // The schema comes first: a newer manifest may have fields that this version does not know.
        RefuseOther(PackageFiles.Manifest, SchemaOf(PackageFiles.Manifest, bytes));
        var manifest = PackageJson.Read<Manifest>(PackageFiles.Manifest, bytes);
        var hash = Manifest.Hash(manifest.Content);
        if (hash != manifest.Sha256) throw new ModelPackageException($"{PackageFiles.Manifest}: has been changed: its content hashes to {hash}, it says {manifest.Sha256}.");
        foreach (var file in PackageFiles.Hashed)
        {
            if (!manifest.Content.Files.ContainsKey(file)) throw new ModelPackageException($"{PackageFiles.Manifest}: lists no hash for {file}.");
        }

        if (manifest.Content.Files.Keys.Except([.. PackageFiles.Hashed, PackageFiles.Run], StringComparer.Ordinal).FirstOrDefault() is { } extra)
        {
            throw new ModelPackageException($"{PackageFiles.Manifest}: lists {extra}, which is no file of a model package.");
        }

        return manifest;
    }

    private static Dictionary<string, byte[]> ReadFiles(string folder, Manifest manifest)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in manifest.Content.Files.Keys)
        {
            var bytes = PackageFolder.Read(folder, file);
            var hash = Manifest.HexHash(bytes);
            if (hash != manifest.Content.Files[file]) throw new ModelPackageException($"{file}: has been changed or cut short: it hashes to {hash}, the manifest says {manifest.Content.Files[file]}.");
            files.Add(file, bytes);
        }

        return files;
    }

    /// <summary>Nothing is scored by the run, but a package that tells of one must tell of one that can be run.</summary>
    private static void CheckRun(Dictionary<string, byte[]> files)
    {
        if (!files.TryGetValue(PackageFiles.Run, out var bytes)) return;
        try
        {
            _ = RunDocument.Read(bytes);
        }
        catch (RunDocumentException e)
        {
            throw new ModelPackageException($"{PackageFiles.Run}: {e.Message}", e);
        }
    }

    private static T Checked<T>(Dictionary<string, byte[]> files, string file, Func<T, int> schema)
    {
        RefuseOther(file, SchemaOf(file, files[file]));
        var document = PackageJson.Read<T>(file, files[file]);
        RefuseOther(file, schema(document));
        return document;
    }

    private static int SchemaOf(string file, byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("schema", out var schema) && schema.TryGetInt32(out var version)) return version;
            throw new ModelPackageException($"{file}: has no schema number; expected \"schema\": {PackageFiles.Schema}.");
        }
        catch (JsonException e)
        {
            throw new ModelPackageException($"{file}: is no JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new ModelPackageException($"{file}: its schema is no number; expected \"schema\": {PackageFiles.Schema}.", e);
        }
    }

    private static void RefuseOther(string file, int schema)
    {
        if (schema > PackageFiles.Schema) throw new ModelPackageException($"{file}: has schema {schema}, made by a newer Predictor; this one reads {PackageFiles.Schema}. Update Predictor or retrain the model.");
        if (schema < PackageFiles.Schema) throw new ModelPackageException($"{file}: has schema {schema}, made by an older Predictor; this one reads {PackageFiles.Schema}. Retrain the model.");
    }

    private static PipelineOptions Options(PipelineDocument document)
    {
        if (!ClinicCalendar.TryFind(document.Zone, out var calendar)) throw new ModelPackageException($"{PackageFiles.Pipeline}: zone '{document.Zone}' is not known on this machine.");
        var options = new PipelineOptions
        {
            Outcome = new OutcomeOptions { InactivityDays = document.InactivityDays },
            HorizonDays = document.HorizonDays,
            Calendar = calendar,
            LateNoticeHours = document.LateNoticeHours,
            Instruments = new InstrumentCatalogue(document.Instruments),
            LabelWindow = document.LabelWindow,
            Exclude = document.Exclude,
        };
        var problems = options.Problems().ToList();
        return problems.Count == 0 ? options : throw new ModelPackageException($"{PackageFiles.Pipeline}: {string.Join("; ", problems)}.");
    }

    private static SplitDesign Split(PipelineDocument document)
    {
        var split = document.Split ?? SplitDesign.ByClient;
        var problems = split.Problems().ToList();
        if (split is { Kind: SplitKind.Time, Day: null }) problems.Add("the split is by time and has no day; expected one such as 2025-06-30");
        return problems.Count == 0 ? split : throw new ModelPackageException($"{PackageFiles.Pipeline}: {string.Join("; ", problems)}.");
    }

    private static IReadOnlyList<ModelHead> Heads(Dictionary<string, byte[]> files, PipelineDocument pipeline, FeatureSet features, IReadOnlyList<FeatureDistribution> distributions)
    {
        var model = Checked<ModelDocument>(files, PackageFiles.Model, d => d.Schema);
        var calibration = Checked<CalibrationDocument>(files, PackageFiles.Calibration, d => d.Schema);
        CheckChain(model, pipeline.HorizonDays);
        var components = new Dictionary<int, CurveComponent>();
        var heads = new List<ModelHead>();
        foreach (var horizon in HorizonChain.InOrder(pipeline.HorizonDays))
        {
            var own = pipeline.Heads.FirstOrDefault(h => h.HorizonDays == horizon) ?? throw Missing(PackageFiles.Pipeline, horizon);
            var ownModel = model.Heads.FirstOrDefault(h => h.HorizonDays == horizon) ?? throw Missing(PackageFiles.Model, horizon);
            var ownCalibration = calibration.Heads.FirstOrDefault(h => h.HorizonDays == horizon) ?? throw Missing(PackageFiles.Calibration, horizon);
            var component = new CurveComponent(horizon, GoesByFirst(ownModel) ? components[pipeline.HorizonDays[0]].Model : Model(model.Engine, ownModel, features.Columns), ownCalibration.Calibration);
            components.Add(horizon, component);
            var isStep = ownModel.Given is not null;
            heads.Add(new ModelHead
            {
                HorizonDays = horizon,
                Model = isStep ? new CurveModel([.. HorizonChain.WayTo(pipeline.HorizonDays, horizon).Select(h => components[h])]) : component.Model,
                Calibration = isStep ? new AffineCalibration(0, 1) : component.Calibration,
                Interval = Interval(ownCalibration.Interval, features.Columns),
                BaseRate = own.BaseRate,
                Bands = own.Bands,
                Percentiles = Grid(own),
                Rules = own.Rules,
                Reference = own.Reference,
                Familiarity = own.Familiarity is { } familiarity ? new Familiarity(familiarity, distributions) : null,
                PlainerModels = [.. (ownModel.ComparedWith ?? []).Select(m => new ModelBaseline(m.Name, Regression(m.Logistic, features.Columns)))],
            });
        }

        return [.. pipeline.HorizonDays.Select(h => heads.First(head => head.HorizonDays == h))];

        static ModelPackageException Missing(string file, int horizon) => new($"{file}: has no head for the horizon of {horizon} days.");
    }

    private static bool GoesByFirst(ModelDocumentHead head) => head is { Given: not null, Logistic: null, Trees: null, Additive: null };

    /// <summary>Horizons are learned apart, or as steps of one curve; nothing between.</summary>
    private static void CheckChain(ModelDocument model, IReadOnlyList<int> horizonDays)
    {
        if (model.Heads.All(h => h.Given is null)) return;
        foreach (var head in model.Heads)
        {
            var expected = horizonDays.Contains(head.HorizonDays) ? HorizonChain.GivenOf(horizonDays, head.HorizonDays) : null;
            if (head.Given != expected) throw new ModelPackageException($"{PackageFiles.Model}: the head of {head.HorizonDays} days is told from {Told(head.Given)}; expected {Told(expected)}, its neighbour on the way to the first of the horizons {string.Join(", ", horizonDays)}.");
        }

        static string Told(int? given) => given is { } days ? $"that of {days} days" : "none";
    }

    /// <summary>What later rows are compared with must fit the features: a monitor reads it without looking.</summary>
    private static void CheckReferences(FeaturesDocument described, PipelineDocument pipeline, FeatureSet features)
    {
        for (var f = 0; f < features.Count; f++)
        {
            if (described.Features[f].Distribution.ByClient?.ProblemOf(features.Columns[f].Categories?.Count) is { } problem) throw new ModelPackageException($"{PackageFiles.Features}: the distribution by client of '{described.Features[f].Code}' {problem}.");
        }

        foreach (var head in pipeline.Heads)
        {
            if (head.Familiarity?.ProblemOf(features.Count) is { } strange) throw new ModelPackageException($"{PackageFiles.Pipeline}: the familiarity of {head.HorizonDays} days {strange}.");
            if (head.Reference is not { } reference) continue;
            if (reference.Scores.ProblemOf(categories: null) is { } problem) throw new ModelPackageException($"{PackageFiles.Pipeline}: the scores of {head.HorizonDays} days: their distribution by client {problem}.");
            if (reference.MeanContributions.Count != features.Count) throw new ModelPackageException($"{PackageFiles.Pipeline}: the head of {head.HorizonDays} days has {reference.MeanContributions.Count} mean contributions; expected {features.Count}, one a feature.");
        }
    }

    private static IRiskModel Model(string engine, ModelDocumentHead head, IReadOnlyList<FeatureColumn> columns)
    {
        try
        {
            return (engine, head) switch
            {
                (TreesEngine.EngineName, { Trees: { } trees }) => new TreesModel(new TreeEnsemble(trees, TreeColumns.Of(columns))),
                (AdditiveEngine.EngineName, { Additive: { } additive }) => new AdditiveRiskModel(new AdditiveModel(additive, TreeColumns.Of(columns))),
                (LogisticEngine.EngineName, { Logistic: { } logistic }) => new LogisticModel(logistic, columns),
                (MicrosoftMLNames.FastTree or MicrosoftMLNames.Gam, { Trees: { } trees }) => new TreesModel(new TreeEnsemble(trees, TreeColumns.Of(columns)), engine),
                (MicrosoftMLNames.Lbfgs, { Logistic: { } logistic }) => new LogisticModel(logistic, columns, engine),
                _ => throw new ModelPackageException($"{PackageFiles.Model}: engine '{engine}' is not known to this version of Predictor, or its model is missing."),
            };
        }
        catch (ArgumentException e)
        {
            throw new ModelPackageException($"{PackageFiles.Model}: {e.Message}", e);
        }
    }

    private static LogisticModel Regression(LogisticModelData data, IReadOnlyList<FeatureColumn> columns)
    {
        try
        {
            return new LogisticModel(data, columns);
        }
        catch (ArgumentException e)
        {
            throw new ModelPackageException($"{PackageFiles.Model}: {e.Message}", e);
        }
    }

    private static RiskInterval? Interval(IntervalData? data, IReadOnlyList<FeatureColumn> columns)
    {
        try
        {
            return data is null ? null : new RiskInterval(data, columns);
        }
        catch (ArgumentException e)
        {
            throw new ModelPackageException($"{PackageFiles.Calibration}: {e.Message}", e);
        }
    }

    private static PercentileGrid Grid(PipelineHead head)
    {
        try
        {
            return new PercentileGrid(head.PercentileGrid);
        }
        catch (ArgumentException e)
        {
            throw new ModelPackageException($"{PackageFiles.Pipeline}: {e.Message}", e);
        }
    }
}
