using Predictor.Risk.Engines;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training;
using Predictor.Testing;

namespace Predictor.Risk.Tests.Training;

/// <summary>A model of the small clinic, trained once for all tests that only look at it.</summary>
internal static class TrainedClinic
{
    public static PipelineOptions Pipeline { get; } = new() { HorizonDays = [28, 0] };

    public static TrainedModel Model { get; } = Train();

    public static ModelPackage Package { get; } = Load();

    public static TrainedModel Train(int seed = 1, PipelineOptions? pipeline = null, int clients = 400, CancellationToken cancellation = default)
    {
        RiskEngines.TryCreate(RiskEngines.Default, out var engine);
        return new Trainer(engine!, TimeProvider.System).Train(
            SmallClinic.Create(clients), SmallClinic.CutTicks, "fingerprint", pipeline ?? Pipeline, new TrainingOptions { Name = "small", Seed = seed, BootstrapRepeats = 40 }, progress: null, cancellation);
    }

    private static ModelPackage Load()
    {
        using var folder = new PackageCopy();
        return PackageReader.Read(folder.Path);
    }
}
