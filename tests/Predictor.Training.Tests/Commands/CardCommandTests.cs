using System.Text.Json.Nodes;
using Predictor.Risk.Packaging;
using Xunit;

namespace Predictor.Training.Tests.Commands;

public sealed class CardCommandTests : IDisposable
{
    private const string Answers = """{ "1.i": "Clinic North", "1.ii": "Own means.", "4.iii": "As the town.", "4.iv": "Same clinic.", "7.ii": "Not told apart.", "8.i": "Monthly.", "8.iii": "Yearly." }""";

    private static readonly Lazy<Task<TrainedFolder>> Trained = new(TrainedFolder.CreateAsync);

    private readonly ClinicFolder _folder = new();

    [Fact]
    public async Task The_card_is_printed_as_it_is_sealed()
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync("card", "--model", _folder.Model);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_folder.Model, "card.md")), run.Output);
    }

    [Fact]
    public async Task A_check_names_every_mandatory_attribute_that_nobody_states()
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync("card", "--model", _folder.Model, "--check", "--json");

        Assert.Equal(1, run.ExitCode);
        foreach (var id in new[] { "1.i", "1.ii", "4.iii", "4.iv", "8.i", "8.iii" }) Assert.Contains($"{id} ", run.Error, StringComparison.Ordinal);
        Assert.Equal(6, JsonNode.Parse(run.Output)!["missing"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_filled_card_stands_beside_the_package_that_stays_as_it_is()
    {
        (await Trained.Value).CopyTo(_folder.Model);
        await File.WriteAllTextAsync(_folder.File("answers.json"), Answers);
        var before = PackageReader.Read(_folder.Model).Sha256;

        var filled = await CommandRun.OfAsync("card", "--model", _folder.Model, "--card", _folder.File("answers.json"), "--out", _folder.File("card.md"));
        var check = await CommandRun.OfAsync("card", "--model", _folder.Model, "--card", _folder.File("answers.json"), "--check");

        Assert.Equal((0, 0), (filled.ExitCode, check.ExitCode));
        Assert.Contains("Clinic North", await File.ReadAllTextAsync(_folder.File("card.md")), StringComparison.Ordinal);
        Assert.Contains("states every mandatory attribute", check.Output, StringComparison.Ordinal);
        Assert.Equal(before, PackageReader.Read(_folder.Model).Sha256);
    }

    [Fact]
    public async Task What_is_stated_at_training_is_sealed_in()
    {
        await File.WriteAllTextAsync(_folder.File("answers.json"), Answers);

        var run = await CommandRun.OfAsync("train", "--data", _folder.Data, "--data-until", "2026-01-06", "--engine", "logistic", "--card", _folder.File("answers.json"), "--out", _folder.Model);
        var check = await CommandRun.OfAsync("card", "--model", _folder.Model, "--check");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(check.ExitCode == 0, check.Error);
    }

    [Theory]
    [InlineData("--card", "/nowhere.json")]
    [InlineData("--check", "--out", "card.md")]
    public async Task Bad_usage_is_told_by_option(params string[] more)
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync(["card", "--model", _folder.Model, .. more]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(more[0] == "--check" ? "--out" : more[0], run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
