using System.Text;
using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Trees;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Designs;
using Predictor.Risk.Training.Running;
using Xunit;

namespace Predictor.Risk.Tests.Training.Running;

public sealed class RunDocumentTests
{
    [Fact]
    public void Every_problem_is_named_at_once_with_its_place()
    {
        var said = Refused("""
            {
              "inactivityDays": 0, "horizonDays": [28, -3, 28], "zone": "Mars/Base", "lateNoticeHours": "24", "labelWindow": "some", "colour": 1,
              "engine": "trees", "settings": { "leaves": 1, "depth": 3, "l2": 0, "minimumChildWeight": 0 }, "splitDay": "2025-02-30", "seed": 1.5,
              "instruments": [ { "name": "X", "kind": "mood", "minimum": 5, "maximum": 5, "higherIsBetter": true } ]
            }
            """);

        foreach (var part in new[]
        {
            "/inactivityDays is 0; expected at least 1", "/horizonDays/1 is -3; expected at least 0", "/horizonDays is a list; expected each entry once", "/zone is 'Mars/Base', which is not known on this machine",
            "/lateNoticeHours is '24'; expected a number", "/labelWindow is 'some'; expected one of weighted, complete", "/colour is not known", "/settings/leaves is 1; expected at least 2", "/settings/depth is not known",
            "/settings/l2 and /settings/minimumChildWeight are both 0", "/splitDay is '2025-02-30', which no calendar has", "expected it to have split", "/seed is 1.5; expected a whole number", "/instruments/0/kind is 'mood'",
            "/instruments/0 has the range 5 to 5; expected a maximum above the minimum",
        })
        {
            Assert.Contains(part, said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("not json", "it is no JSON")]
    [InlineData("null", "the document is null; expected an object")]
    [InlineData("{ \"seed\": 1, \"seed\": 2 }", "seed")]
    [InlineData("{ \"engine\": \"gam\", \"settings\": { \"leaves\": 4 } }", "/settings/leaves is not known; expected nothing here")]
    [InlineData("{ \"settings\": { \"numberOfTrees\": 4 } }", "/settings/numberOfTrees is not known")]
    [InlineData("{ \"split\": \"client\", \"splitDay\": \"2025-06-30\" }", "/split is 'client'; expected 'time'")]
    public void What_is_not_as_expected_is_refused(string text, string said) => Assert.Contains(said, Refused(text), StringComparison.Ordinal);

    [Fact]
    public void Values_are_read_and_comments_passed_over()
    {
        var run = Read("""
            { // A comment.
              "$schema": "run.schema.json", "name": "x", "version": "1.2.3", "inactivityDays": 28.0, "horizonDays": [28, 0], "labelWindow": "complete", "dataUntil": "2025-12-31", "zone": "Europe/Berlin",
              "lateNoticeHours": 12.5, "exclude": ["scheduling.*"], "engine": "fasttree", "settings": { "numberOfTrees": 7 }, "split": "time", "splitDay": "2025-06-30", "crossValidate": 2, "refits": 3, "seed": -4,
              "instruments": [ { "name": "X", "kind": "alliance", "minimum": 1, "maximum": 5, "higherIsBetter": true } ]
            }
            """);

        Assert.Equal(("x", "1.2.3", 28, LabelWindow.Complete, "2025-12-31"), (run.Name, run.Version, run.InactivityDays, run.LabelWindow, run.DataUntil));
        Assert.Equal(("Europe/Berlin", 12.5, "fasttree", 7.0), (run.Zone, run.LateNoticeHours, run.Engine, run.Settings!["numberOfTrees"]));
        Assert.Equal((SplitKind.Time, new DateOnly(2025, 6, 30), 2, 3, -4), (run.Split, run.SplitDay, run.CrossValidate, run.Refits, run.Seed));
        Assert.Equal([28, 0], run.HorizonDays!);
        Assert.Equal(["scheduling.*"], run.Exclude!);
        Assert.Equal(("X", 5.0), (run.Instruments![0].Name, run.Instruments[0].Maximum));
    }

    [Fact]
    public void The_document_of_a_training_says_all_and_reads_back()
    {
        RiskEngines.TryCreate(RiskEngines.Default, out var engine);
        var options = new TrainingOptions { Name = "x", Seed = 5, Split = new SplitDesign(SplitKind.Time, new DateOnly(2025, 6, 30)), DataUntil = "2025-12-31" };

        var written = RunDocument.Of(new PipelineOptions { HorizonDays = [28, 0], Exclude = ["scheduling.*"] }, options, engine!).Write();

        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(RunDocument.Read(written).Write()));
        Assert.Equal(new TreesSettings().Leaves, RunDocument.Read(written).Settings!["leaves"]);
        Assert.Equal(new DateOnly(2025, 6, 30), RunDocument.Read(written).SplitDay);
    }

    [Fact]
    public void What_tune_writes_is_a_run_document()
    {
        var run = RunDocument.Read(TreesSettingsFile.Write(new TreesSettings { Leaves = 9 }));

        Assert.Equal(("trees", 9.0), (run.Engine, run.Settings!["leaves"]));
    }

    [Theory]
    [InlineData("{ \"name\": \"\\ud800\" }")]
    [InlineData("{ \"\\ud800\": 1 }")]
    public void A_text_that_no_text_can_hold_is_refused_in_words(string text) => Assert.Contains("no JSON that can be read", Refused(text), StringComparison.Ordinal);

    private static RunDocument Read(string text) => RunDocument.Read(Encoding.UTF8.GetBytes(text));

    private static string Refused(string text) => Assert.Throws<RunDocumentException>(() => Read(text)).Message;
}
