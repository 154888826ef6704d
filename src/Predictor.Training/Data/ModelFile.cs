using Predictor.Trees;

namespace Predictor.Training.Data;

/// <summary>A model of another library, read from its file.</summary>
internal sealed record ModelFile
{
    // Far beyond any model of one outcome.
    private const long MostBytes = 256L * 1024 * 1024;

    private ModelFile(TreeEnsemble ensemble, string library)
    {
        Ensemble = ensemble;
        Origin = $"a model of {library} with {ensemble.Trees.Count} trees over {ensemble.Columns.Count} features";
    }

    public const string LightGBM = "lightgbm";
    public const string XGBoost = "xgboost";

    public TreeEnsemble Ensemble { get; }

    /// <summary>Where it comes from, in a few words.</summary>
    public string Origin { get; }

    /// <exception cref="UsageException">The library is not known, or there is no such file.</exception>
    /// <exception cref="FailedException">The file is no such model; the message names it and the place.</exception>
    public static ModelFile Read(string library, string path)
    {
        if (library is not (LightGBM or XGBoost)) throw new UsageException($"--from: '{library}' is not known; expected {LightGBM} or {XGBoost}.");
        var file = new FileInfo(path);
        if (!file.Exists) throw new UsageException($"{path}: there is no such file; expected a model that {library} saved.");
        if (file.Length > MostBytes) throw new FailedException($"{path}: has {file.Length} bytes; expected at most {MostBytes}.");
        try
        {
            var bytes = File.ReadAllBytes(path);
            return library == LightGBM ? new ModelFile(LightGBMText.Read(bytes), "LightGBM") : new ModelFile(XGBoostJson.Read(bytes), "XGBoost");
        }
        catch (ModelFormatException e)
        {
            throw new FailedException($"{path}: {e.Message}");
        }
    }
}
