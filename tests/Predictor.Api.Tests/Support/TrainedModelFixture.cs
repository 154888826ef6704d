using Predictor.Care.Episodes;
using Predictor.Risk;
using Predictor.Risk.Engines;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training;
using Xunit;

namespace Predictor.Api.Tests.Support;

/// <summary>A small model, trained once for all tests, and the services that were started with it.</summary>
public sealed class TrainedModelFixture : IDisposable
{
    public const string ModelName = "small";
    public const string ModelVersion = "1.2.3";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("predictor-api-");
    private readonly Lazy<ApiFactory> _api;

    public TrainedModelFixture()
    {
        Assert.True(RiskEngines.TryCreate("logistic", out var engine));
        Episodes = new SyntheticClinic(7).Episodes(320);
        var pipeline = new PipelineOptions { HorizonDays = [28, 7], Exclude = ["scheduling.*", "payment.*", "contact.*", "outcome.*", "course.*"] };
        var trained = new Trainer(engine, TimeProvider.System).Train(
            Episodes, SyntheticClinic.Cut.UtcTicks, new string('0', 64), pipeline, new TrainingOptions { Name = ModelName, Version = ModelVersion, Folds = 2 }, null, CancellationToken.None);
        Folder = Path.Combine(_root.FullName, ModelName);
        trained.Write(Folder, CancellationToken.None);
        Package = PackageReader.Read(Folder);
        _api = new Lazy<ApiFactory>(() => new ApiFactory(Folder).WaitUntilReady());
    }

    public IReadOnlyList<Episode> Episodes { get; }

    public ModelPackage Package { get; }

    /// <summary>The folder of the model package.</summary>
    public string Folder { get; }

    /// <summary>The service with the model, for all tests that need nothing of their own.</summary>
    internal ApiFactory Api => _api.Value;

    /// <summary>A copy of the package that a test may break.</summary>
    public string CopyOfPackage()
    {
        var copy = Path.Combine(_root.FullName, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(Folder)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    public void Dispose()
    {
        if (_api.IsValueCreated) _api.Value.Dispose();
        _root.Delete(recursive: true);
    }
}

[CollectionDefinition(Name)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "The word of the test framework.")]
public sealed class TrainedModelCollection : ICollectionFixture<TrainedModelFixture>
{
    public const string Name = "Trained model";
}
