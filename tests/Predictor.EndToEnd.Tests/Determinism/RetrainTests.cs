using Predictor.EndToEnd.Tests.Processes;
using Predictor.Risk.Packaging;
using Xunit;

namespace Predictor.EndToEnd.Tests.Determinism;

/// <summary>The same data give the same model on any machine: at one thread or several, with vectors of any width or none. The suite changes both at once: the same hash could not come of it if either mattered.</summary>
public sealed class RetrainTests
{
    [Fact]
    public Task Retraining_the_model_of_the_real_data_at_more_threads_and_with_narrow_vectors_gives_its_hash() => RetrainSampleAsync("DOTNET_PROCESSOR_COUNT=7", "DOTNET_EnableAVX2=0");

    [Fact]
    public Task Retraining_the_model_that_is_served_by_default_at_one_thread_and_with_other_vectors_gives_its_hash() => RetrainDemoAsync("DOTNET_PROCESSOR_COUNT=1", "DOTNET_EnableAVX512F=0");

    [LongTheory]
    [Trait("Category", "Long")]
    [InlineData("DOTNET_PROCESSOR_COUNT=1")]
    [InlineData("DOTNET_PROCESSOR_COUNT=7")]
    [InlineData("DOTNET_EnableAVX2=0")]
    [InlineData("DOTNET_EnableHWIntrinsic=0")]
    public async Task Each_change_alone_gives_the_hashes_of_both(string variable)
    {
        await RetrainSampleAsync(variable);
        await RetrainDemoAsync(variable);
    }

    private static Task RetrainSampleAsync(params string[] variables) =>
        RetrainAsync(variables, Repository.SampleModel, "--data", Repository.Sample, "--config", Repository.SampleConfiguration, "--name", "ctn0027");

    private static Task RetrainDemoAsync(params string[] variables) => RetrainAsync(variables, Repository.DemoModel, "--data", Repository.DemoClinic, "--name", "demo");

    private static async Task RetrainAsync(string[] variables, string shipped, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var environment = variables.Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        var run = await Run.PredictorAsync(environment, ["train", .. arguments, "--out", folder.Sub("model")]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(PackageReader.Read(shipped).Sha256, PackageReader.Read(folder.Sub("model")).Sha256);
    }
}
