using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Xunit;

namespace Predictor.Training.Tests.Commands;

/// <summary>evaluate --report.</summary>
public sealed class EvaluateReportTests : IDisposable
{
    private static readonly Lazy<Task<TrainedFolder>> Trained = new(TrainedFolder.CreateAsync);

    private readonly ClinicFolder _folder = new();

    [Fact]
    public async Task A_page_is_written_beside_the_json()
    {
        (await Trained.Value).CopyTo(_folder.Model);
        var file = _folder.File("out/report.html");

        var run = await EvaluateAsync(file, "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        var values = XDocument.Load(reader).Descendants().Where(e => e.Name.LocalName == "data").Select(e => e.Attribute("value")!.Value).ToList();
        Assert.Contains(JsonNode.Parse(run.Output)!["auc"]!.ToJsonString(), values);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task A_report_among_the_data_or_in_the_model_or_in_place_of_a_folder_is_refused_before_any_work()
    {
        (await Trained.Value).CopyTo(_folder.Model);

        foreach (var path in new[] { Path.Combine(_folder.Data, "episodes.csv"), Path.Combine(_folder.Model, "model.json"), _folder.Data })
        {
            var run = await EvaluateAsync(path);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains("--report", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("Reading", run.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> EvaluateAsync(string report, params string[] more) =>
        CommandRun.OfAsync(["evaluate", "--model", _folder.Model, "--data", _folder.Data, "--data-until", "2026-01-06", "--report", report, .. more]);
}
