using Predictor.EndToEnd.Tests.Processes;
using Predictor.Risk.Packaging;
using Xunit;

namespace Predictor.EndToEnd.Tests.Determinism;

/// <summary>The same data give the same model on any machine: at one thread or several, with vectors of any width or none.</summary>
public sealed class RetrainTests
{
    [Theory]
    [InlineData("DOTNET_PROCESSOR_COUNT", "1")]
    [InlineData("DOTNET_PROCESSOR_COUNT", "7")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    public Task Retraining_the_model_of_the_real_data_gives_its_hash(string variable, string value) => RetrainSampleAsync(variable, value);

    [Theory]
    [InlineData("DOTNET_PROCESSOR_COUNT", "1")]
    [InlineData("DOTNET_EnableAVX512F", "0")]
    public Task Retraining_the_model_that_is_served_by_default_gives_its_hash(string variable, string value) =>
        RetrainAsync(variable, value, Repository.DemoModel, "--data", Repository.DemoClinic, "--name", "demo");

    [Fact]
    [Trait("Category", "Long")]
    public Task Retraining_without_any_vector_instruction_gives_its_hash() => RetrainSampleAsync("DOTNET_EnableHWIntrinsic", "0");

    private static Task RetrainSampleAsync(string variable, string value) =>
        RetrainAsync(variable, value, Repository.SampleModel, "--data", Repository.Sample, "--config", Repository.SampleConfiguration, "--name", "ctn0027");

    private static async Task RetrainAsync(string variable, string value, string shipped, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var run = await Run.PredictorAsync(new Dictionary<string, string> { [variable] = value }, ["train", .. arguments, "--out", folder.Sub("model")]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(PackageReader.Read(shipped).Sha256, PackageReader.Read(folder.Sub("model")).Sha256);
    }
}
