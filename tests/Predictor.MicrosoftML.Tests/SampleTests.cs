using Predictor.Care.Outcome;
using Predictor.Care.Reading;
using Predictor.Risk;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training;
using Xunit;

namespace Predictor.MicrosoftML.Tests;

/// <summary>The engines on the data that come with the project.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("clinic", "fasttree", 42)]
    [InlineData("ctn0027", "lbfgs", 28)]
    public void A_sample_is_learned_from(string sample, string engine, int inactivityDays)
    {
        var reading = new ExportReader(new ExportReaderOptions { Now = DateTimeOffset.MaxValue }).Read(Path.Combine(Root(), "data-samples", sample), progress: null, CancellationToken.None);
        var pipeline = new PipelineOptions { Outcome = new OutcomeOptions { InactivityDays = inactivityDays } };
        var options = new TrainingOptions { Name = sample, BootstrapRepeats = 40 };

        var model = new Trainer(MicrosoftMLEngines.Create(engine, Tables.Quick(engine), 1), TimeProvider.System).Train(reading.Episodes, reading.LatestKnown!.Value.UtcTicks, reading.Fingerprint, pipeline, options, progress: null, CancellationToken.None);

        Assert.InRange(model.Metrics.ByHorizon[28].Auc!.Value, 0.78, 0.95);
        var folder = Directory.CreateTempSubdirectory("predictor-").FullName;
        try
        {
            model.Write(Path.Combine(folder, "model"), CancellationToken.None);
            Assert.Equal(model.Sha256, PackageReader.Read(Path.Combine(folder, "model")).Sha256);
            Assert.True(new FileInfo(Path.Combine(folder, "model.mlnet-28.zip")).Length > 1000);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Predictor.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("No Predictor.sln above the tests.");
        return folder.FullName;
    }
}
