using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;
using Predictor.Api.Audit.Durable;
using Predictor.Api.CdsHooks;
using Predictor.Api.CdsHooks.Cards;
using Predictor.Api.CdsHooks.Feedback;
using Predictor.Api.Description;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

[Collection(TrainedModelCollection.Name)]
public sealed class FeedbackTests : IDisposable
{
    private const string Path = CdsBodies.View + "/feedback";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("predictor-feedback-");
    private readonly TrainedModelFixture _model;
    private readonly CardIds _ids;
    private readonly Guid _first;
    private readonly Guid _second;

    public FeedbackTests(TrainedModelFixture model)
    {
        _model = model;
        LogKeyFile.AddKey(KeyPath);
        var keys = LogKeyFile.Read(KeyPath);
        _ids = new CardIds(() => keys);
        (_first, _second) = (_ids.New(CdsService.PatientView.Id), _ids.New(CdsService.PatientView.Id));
    }

    /// <summary>Kept beside the feedback and not beside the trail, which is another with each start.</summary>
    private string KeyPath => System.IO.Path.Combine(_folder.FullName, "keys.json");


    private string FilePath => System.IO.Path.Combine(_folder.FullName, "below", "feedback.ndjson");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Feedback_is_counted_once_however_often_it_comes_and_after_a_restart()
    {
        using (var api = Api())
        {
            Assert.Equal((2, 0), await SendAsync(api, Example()));
            Assert.Equal((0, 2), await SendAsync(api, Example()));
            var both = Example();
            foreach (var entry in Example()["feedback"]!.AsArray()) both["feedback"]!.AsArray().Add(entry!.DeepClone());
            var later = both["feedback"]![3]!;
            later["outcomeTimestamp"] = "2026-03-20T10:05:40.5+01:00";
            Assert.Equal((1, 3), await SendAsync(api, both));
        }

        using var again = Api();
        Assert.Equal((0, 2), await SendAsync(again, Example()));
        Assert.Equal(["accepted  1", "overridden already-in-touch 2"], await CountsAsync(again));
        Assert.Equal(3, (await File.ReadAllLinesAsync(await CopyAsync())).Length);
    }

    [Fact]
    public async Task Entries_that_come_at_once_are_each_kept_once()
    {
        using var api = Api();
        var bodies = Enumerable.Range(0, 20).Select(_ => _ids.New(CdsService.PatientView.Id)).SelectMany(c => Enumerable.Repeat(Overridden("2026-03-20T09:00:00Z", "data-wrong", c), 2)).ToList();
        var answers = await Task.WhenAll(bodies.Select(b => SendAsync(api, b)));
        Assert.Equal(20, answers.Sum(a => a.Taken));
        Assert.Equal(20, (await File.ReadAllLinesAsync(await CopyAsync())).Distinct().Count());
    }

    [Fact]
    public async Task Comments_unknown_codes_and_extensions_are_kept_nowhere()
    {
        using var api = Api();
        var body = Overridden("2026-03-20T09:00:00Z", "zq-code");
        var entry = body["feedback"]![0]!;
        entry["overrideReason"]!["userComment"] = "zq-comment";
        entry["overrideReason"]!["reason"]!["display"] = "zq-display";
        entry["extension"] = new JsonObject { ["zq"] = "zq-extension" };
        Assert.Equal((1, 0), await SendAsync(api, body));
        var foreign = Overridden("2026-03-20T09:00:01Z", "already-in-touch");
        foreign["feedback"]![0]!["overrideReason"]!["reason"]!["system"] = "zq-system";
        Assert.Equal((1, 0), await SendAsync(api, foreign));
        var none = Overridden("2026-03-20T09:00:02Z", "not-useful");
        none["feedback"]![0]!.AsObject().Remove("overrideReason");
        Assert.Equal((1, 0), await SendAsync(api, none));
        Assert.Equal(["overridden none 1", "overridden other 2"], await CountsAsync(api));
        Assert.DoesNotContain("zq", await File.ReadAllTextAsync(await CopyAsync()), StringComparison.Ordinal);
        Assert.All(api.Log.Lines.Where(l => l.Level >= LogLevel.Information || l.Category.StartsWith("Predictor", StringComparison.Ordinal)), l => Assert.DoesNotContain("zq", $"{l.Text} {string.Join(' ', l.Values.Values)}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feedback_about_a_card_that_the_service_did_not_give_is_answered_and_kept_nowhere()
    {
        using var api = Api();
        var card = Guid.Parse(Assert.Single(await (await api.CreateClient().CallAsync(CdsBodies.View, CdsBodies.Example())).CardsAsync()).GetProperty("uuid").GetString()!);
        Assert.Equal((1, 0), await SendAsync(api, Overridden("2026-03-20T09:00:00Z", "not-useful", card)));
        var foreign = Overridden("2026-03-20T09:00:01Z", "not-useful", Guid.NewGuid());
        foreign["feedback"]!.AsArray().Add(Overridden("2026-03-20T09:00:02Z", "not-useful", _ids.New(CdsService.AppointmentBook.Id))["feedback"]![0]!.DeepClone());
        foreign["feedback"]!.AsArray().Add(Overridden("2026-03-20T09:00:00Z", "not-useful", card)["feedback"]![0]!.DeepClone());
        Assert.Equal("""{"taken":0,"known":1,"ignored":2}""", await (await api.CreateClient().CallAsync(Path, foreign)).EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        Assert.Equal(["overridden not-useful 1"], await CountsAsync(api));
        Assert.Single(await File.ReadAllLinesAsync(await CopyAsync()));
    }

    [Fact]
    public async Task Of_one_card_so_many_entries_are_kept_and_no_more_after_a_restart_either()
    {
        using (var api = Api())
        {
            var many = new JsonObject { ["feedback"] = new JsonArray([.. Enumerable.Range(0, 50).Select(i => Overridden($"2026-03-20T09:00:{i:00}Z", "not-useful")["feedback"]![0]!.DeepClone())]) };
            Assert.Equal("""{"taken":16,"known":0,"ignored":34}""", await (await api.CreateClient().CallAsync(Path, many)).EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            Assert.Equal("""{"taken":0,"known":16,"ignored":34}""", await (await api.CreateClient().CallAsync(Path, many)).EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        }

        using var again = Api();
        Assert.Equal((0, 0), await SendAsync(again, Overridden("2026-03-20T10:00:00Z", "not-useful")));
        Assert.Equal((1, 0), await SendAsync(again, Overridden("2026-03-20T10:00:00Z", "not-useful", _second)));
        Assert.Equal(["overridden not-useful 17"], await CountsAsync(again));
    }

    [Theory]
    [InlineData("""{ }""", "/feedback wrong-value")]
    [InlineData("""{ "feedback": [] }""", "/feedback wrong-value")]
    [InlineData("""{ "feedback": [ 1 ] }""", "/feedback/0 wrong-type")]
    [InlineData("""{ "feedback": [ { } ] }""", "/feedback/0/card missing-value", "/feedback/0/outcome missing-value", "/feedback/0/outcomeTimestamp missing-value")]
    [InlineData("""{ "feedback": [ { "card": "4e0a3a1e-3e72-4d47-8f2c-9a0d3f2a1b11", "outcome": "overridden", "outcomeTimestamp": "2026-03-20T09:02:11Z" }, { "card": "1", "outcome": "ignored", "outcomeTimestamp": "2026-03-20" } ] }""", "/feedback/1/card wrong-value", "/feedback/1/outcome wrong-value", "/feedback/1/outcomeTimestamp wrong-value")]
    [InlineData("""{ "feedback": [ { "card": "4e0a3a1e-3e72-4d47-8f2c-9a0d3f2a1b11", "outcome": "accepted", "outcomeTimestamp": "2026-03-20T09:02:11Z" } ] }""", "/feedback/0/acceptedSuggestions missing-value")]
    [InlineData("""{ "feedback": [ { "card": "4e0a3a1e-3e72-4d47-8f2c-9a0d3f2a1b11", "outcome": "accepted", "acceptedSuggestions": [ { "id": "x" } ], "outcomeTimestamp": "2026-03-20T09:02:11Z" } ] }""", "/feedback/0/acceptedSuggestions/0/id wrong-value")]
    [InlineData("""{ "feedback": [ { "card": "4e0a3a1e-3e72-4d47-8f2c-9a0d3f2a1b11", "outcome": "overridden", "overrideReason": "no", "outcomeTimestamp": "2026-03-20T09:02:11Z" } ] }""", "/feedback/0/overrideReason wrong-type")]
    public async Task Wrong_feedback_is_refused_as_a_whole(string body, params string[] errors)
    {
        using var api = Api();
        Assert.Equal(errors, (await (await api.CreateClient().PostAsync(Path, Bodies.Json(body))).ProblemAsync(422)).Errors());
        Assert.Empty(await CountsAsync(api));
    }

    [Fact]
    public async Task A_torn_end_is_cut_off_and_a_line_that_cannot_be_read_is_told_of()
    {
        using (var api = Api()) Assert.Equal((2, 0), await SendAsync(api, Example()));
        var lines = await File.ReadAllLinesAsync(FilePath);
        await File.WriteAllTextAsync(FilePath, $"{lines[0]}\nno json\n{lines[1][..40]}");
        using var again = Api();
        Assert.Equal((1, 1), await SendAsync(again, Example()));
        Assert.Contains(again.Log.Lines, l => l.Level == LogLevel.Warning && l.Text.Contains("Line 2 of the feedback file", StringComparison.Ordinal));
        Assert.Contains(again.Log.Lines, l => l.Level == LogLevel.Warning && l.Text.Contains("40 bytes", StringComparison.Ordinal));
        Assert.Equal(2, await CountsAsync(again).ContinueWith(c => c.Result.Count, TaskScheduler.Default));
        Assert.Equal(3, (await File.ReadAllLinesAsync(await CopyAsync())).Length);
    }

    [Fact]
    public async Task Feedback_that_cannot_be_kept_is_not_taken()
    {
        // A folder stands where the file should be.
        Directory.CreateDirectory(FilePath);
        using var api = Api();
        var response = await api.CreateClient().CallAsync(Path, Example());
        await response.ProblemAsync(503);
        Assert.NotNull(response.Headers.RetryAfter);
        await (await api.CreateClient().GetAsync("/v1/cds-feedback")).ProblemAsync(503);
        Directory.Delete(FilePath);
        Assert.Equal((2, 0), await SendAsync(api, Example()));
    }

    [Fact]
    public async Task What_was_written_and_not_flushed_is_flushed_before_it_counts()
    {
        var disk = new FailingDisk();
        using var file = new FeedbackFile(Options.Create(new CdsOptions { FeedbackFile = FilePath }), disk, NullLogger<FeedbackFile>.Instance);
        var entry = new FeedbackEntry { ReceivedAt = DateTimeOffset.UnixEpoch, Caller = "c", Service = "s", Card = Guid.Empty, Outcome = "accepted", OutcomeAt = DateTimeOffset.UnixEpoch };
        Assert.Empty(file.Counts());
        disk.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => file.AddAsync([entry]));
        // It stands in the file, but a loss of power could take it: nobody is told that it is known.
        await Assert.ThrowsAsync<IOException>(() => file.AddAsync([entry]));
        Assert.Throws<IOException>(() => file.Counts());
        disk.Fails = false;
        var (fresh, known) = await file.AddAsync([entry]);
        Assert.Empty(fresh);
        Assert.Equal(1, known);
        Assert.Equal(1, Assert.Single(file.Counts()).Count);
    }

    [Fact]
    public async Task Feedback_is_answered_only_once_it_is_flushed_to_the_disk()
    {
        using var disk = new SlowDisk();
        using var api = Api(disk);
        Assert.Empty(await CountsAsync(api));
        disk.HoldsBack = true;
        var sent = SendAsync(api, Example());
        Assert.True(await disk.Asked.WaitAsync(TimeSpan.FromMinutes(1)), "The disk was not asked to flush.");
        // All is written, the disk has not said that it has it, and nothing is answered.
        Assert.Equal(2, (await File.ReadAllLinesAsync(await CopyAsync())).Length);
        for (var i = 0; i < 20; i++) (await api.CreateClient().GetAsync("/healthz/live")).EnsureSuccessStatusCode();
        Assert.False(sent.IsCompleted);
        disk.HasIt.Set();
        Assert.Equal((2, 0), await sent);
    }

    [Fact]
    public async Task Calls_and_feedback_are_metered_by_service_band_and_reason()
    {
        var seen = new ConcurrentDictionary<string, long>();
        using var api = Api();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            // The meters of this service and not of one of another test.
            if (instrument.Meter.Name == CdsMeters.MeterName && instrument.Meter.Scope == api.Services.GetService(typeof(IMeterFactory))) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.AddOrUpdate($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))}", value, (_, old) => old + value));
        listener.Start();
        var card = Assert.Single(await (await api.CreateClient().CallAsync(CdsBodies.View, CdsBodies.Example())).CardsAsync());
        var band = card.GetProperty("indicator").GetString() switch { "critical" => "very-high", "warning" => "high", _ => card.GetProperty("summary").GetString()!.Contains("moderate", StringComparison.Ordinal) ? "moderate" : "low" };
        await (await api.CreateClient().PostAsync(CdsBodies.View, Bodies.Json("[]"))).ProblemAsync(422);
        await SendAsync(api, Example());
        await SendAsync(api, Example());
        await SendAsync(api, Overridden("2026-03-20T09:00:00Z", "not-useful", Guid.NewGuid()));
        Assert.Equal(
            new Dictionary<string, long>
            {
                [$"predictor.cds.calls dropout-risk-patient-view {band}"] = 1,
                ["predictor.cds.calls dropout-risk-patient-view refused"] = 1,
                ["predictor.cds.feedback.ignored dropout-risk-patient-view"] = 1,
                ["predictor.cds.feedback dropout-risk-patient-view accepted none"] = 1,
                ["predictor.cds.feedback dropout-risk-patient-view overridden already-in-touch"] = 1,
            },
            seen.Where(s => s.Value > 0).ToDictionary());
    }

    /// <summary>Says when it is asked to flush the file of feedback, and does it when it is told.</summary>
    private sealed class SlowDisk : Disk, IDisposable
    {
        private SafeFileHandle? _feedback;

        public bool HoldsBack { get; set; }

        public SemaphoreSlim Asked { get; } = new(0);

        public ManualResetEventSlim HasIt { get; } = new();

        public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            if (bytes.IndexOf("\"outcomeAt\""u8) >= 0) _feedback = file;
            base.Write(file, bytes, offset);
        }

        public override void Flush(SafeFileHandle file)
        {
            if (HoldsBack && file == _feedback)
            {
                Asked.Release();
                HasIt.Wait();
            }

            base.Flush(file);
        }

        public void Dispose()
        {
            Asked.Dispose();
            HasIt.Dispose();
        }
    }

    private sealed class FailingDisk : Disk
    {
        public bool Fails { get; set; }

        public override void Flush(SafeFileHandle file)
        {
            if (Fails) throw new IOException("The disk fails.");
            base.Flush(file);
        }
    }

    /// <summary>The documented example, about cards that the service gave.</summary>
    private JsonObject Example()
    {
        var example = Examples.Node(Examples.CdsFeedback).AsObject();
        example["feedback"]![0]!["card"] = _first.ToString();
        example["feedback"]![1]!["card"] = _second.ToString();
        return example;
    }

    private JsonObject Overridden(string at, string code, Guid? card = null) => new()
    {
        ["feedback"] = new JsonArray(new JsonObject
        {
            ["card"] = (card ?? _first).ToString(),
            ["outcome"] = "overridden",
            ["overrideReason"] = new JsonObject { ["reason"] = new JsonObject { ["code"] = code, ["system"] = "urn:predictor:cds:override-reason" } },
            ["outcomeTimestamp"] = at,
        }),
    };

    private static async Task<(int Taken, int Known)> SendAsync(ApiFactory api, JsonObject body)
    {
        var answer = await (await api.CreateClient().CallAsync(Path, body)).EnsureSuccessStatusCode().JsonAsync();
        return (answer.GetProperty("taken").GetInt32(), answer.GetProperty("known").GetInt32());
    }

    private static async Task<List<string>> CountsAsync(ApiFactory api)
    {
        var counts = await (await api.CreateClient().GetAsync("/v1/cds-feedback")).EnsureSuccessStatusCode().JsonAsync();
        return [.. counts.GetProperty("feedback").EnumerateArray().Select(c => $"{c.GetProperty("outcome").GetString()} {(c.TryGetProperty("reason", out var reason) ? reason.GetString() : "")} {c.GetProperty("count").GetInt64()}")];
    }

    private ApiFactory Api(Disk? disk = null) => new ApiFactory(_model.Folder, ("CdsHooks:LeastBand", "low"), ("CdsHooks:FeedbackFile", FilePath), ("Audit:KeyFile", KeyPath)) { More = s => s.AddSingleton(disk ?? Disk.Real) }.WaitUntilReady();

    /// <summary>The file as it stands on the disk while the service has it open.</summary>
    private async Task<string> CopyAsync()
    {
        var copy = System.IO.Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));
        await using var from = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using var to = File.Create(copy);
        await from.CopyToAsync(to);
        return copy;
    }
}
