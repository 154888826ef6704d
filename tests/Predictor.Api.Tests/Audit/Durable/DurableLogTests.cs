using Microsoft.Extensions.Logging;
using Predictor.Api.Audit.Durable;
using Xunit;

namespace Predictor.Api.Tests.Audit.Durable;

public sealed class DurableLogTests : IDisposable
{
    private const string Opened = """{"event":"opened"}""";
    private const string Closed = """{"event":"closed"}""";

    private readonly TestLog _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Records_are_kept_in_their_order_over_starts_and_the_chain_goes_on()
    {
        _test.Write("""{"n":1}""", """{"n":2}""");
        _test.Write("""{"n":3}""");

        Assert.Null(_test.Check().Fault);
        Assert.Equal([Opened, """{"n":1}""", """{"n":2}""", Closed, Opened, """{"n":3}""", Closed], _test.Records().Skip(1));
        Assert.Equal(8, _test.Check().Last.Sequence);
    }

    [Fact]
    public async Task Nobody_is_told_that_a_record_is_kept_before_it_is_on_the_disk_and_those_that_wait_share_a_flush()
    {
        var log = _test.Open();
        var gate = new TaskCompletionSource();
        var before = _test.Disk.Flushes;
        _test.Disk.Gate = gate.Task;
        var first = log.AppendAsync(TestLog.Bytes("""{"n":0}"""));
        var others = Enumerable.Range(1, 100).Select(n => log.AppendAsync(TestLog.Bytes($$"""{"n":{{n}}}"""))).ToList();
        await Task.Delay(50);
        Assert.All(others.Prepend(first), t => Assert.False(t.IsCompleted));

        gate.SetResult();
        await Task.WhenAll(others.Prepend(first));
        // The first may go alone; the rest waited for it together.
        Assert.InRange(_test.Disk.Flushes - before, 1, 3);
        log.Dispose();
        Assert.Equal(Enumerable.Range(0, 101).Select(n => $$"""{"n":{{n}}}"""), _test.Records().Skip(2).SkipLast(1));
    }

    [Fact]
    public async Task Many_callers_at_once_lose_nothing_and_what_belongs_together_stays_together()
    {
        _test.SegmentBytes = 4096;
        var log = _test.Open();
        await Parallel.ForAsync(0, 200, async (i, _) => await log.AppendAsync(TestLog.Bytes($$"""{"pair":{{i}},"half":1}"""), TestLog.Bytes($$"""{"pair":{{i}},"half":2}""")));
        log.Dispose();

        Assert.Null(_test.Check().Fault);
        Assert.True(_test.Check().Segments > 3);
        var records = _test.Records().Where(r => r.StartsWith("""{"pair""", StringComparison.Ordinal)).ToList();
        Assert.Equal(400, records.Count);
        Assert.Equal(200, records.Distinct().Count(r => r.EndsWith("1}", StringComparison.Ordinal)));
        for (var i = 0; i < records.Count; i += 2) Assert.Equal(records[i].Replace("\"half\":1", "\"half\":2", StringComparison.Ordinal), records[i + 1]);
    }

    [Fact]
    public async Task A_full_disk_refuses_and_once_there_is_room_the_log_goes_on_and_says_since_when_it_could_not()
    {
        var log = _test.Open();
        await log.AppendAsync(TestLog.Bytes("""{"n":1}"""));
        _test.Disk.IsFull = true;
        await Assert.ThrowsAsync<LogUnavailableException>(() => log.AppendAsync(TestLog.Bytes("""{"n":2}""")));
        Assert.False(log.IsReady);
        await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.AppendAsync(TestLog.Bytes("""{"n":3}""")));

        _test.Disk.IsFull = false;
        Assert.True(SpinWait.SpinUntil(() => log.IsReady, TimeSpan.FromSeconds(20)));
        await log.AppendAsync(TestLog.Bytes("""{"n":4}"""));
        log.Dispose();
        Assert.Null(_test.Check().Fault);
        Assert.Equal([Opened, """{"n":1}""", """{"event":"opened","failedSince":"2026-03-02T09:00:00Z"}""", """{"n":4}""", Closed], _test.Records().Skip(1));
        Assert.Single(_test.Told, l => l.Level == LogLevel.Error && l.Text.Contains("No space left on device", StringComparison.Ordinal));
        Assert.Single(_test.Told, l => l.Level == LogLevel.Warning && l.Text.Contains("can be written again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_half_written_when_the_disk_failed_was_refused_and_is_taken_back()
    {
        var log = _test.Open();
        _test.Disk.TakesHalf = true;
        await Assert.ThrowsAsync<LogUnavailableException>(() => log.AppendAsync(TestLog.Bytes("""{"n":1}"""), TestLog.Bytes("""{"n":2}"""), TestLog.Bytes("""{"n":3}""")));
        _test.Disk.TakesHalf = false;
        Assert.True(SpinWait.SpinUntil(() => log.IsReady, TimeSpan.FromSeconds(20)));
        log.Dispose();
        Assert.Null(_test.Check().Fault);
        Assert.DoesNotContain(_test.Records(), r => r.StartsWith("{\"n\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_torn_end_is_set_aside_and_told_in_the_chain_and_in_the_log_of_the_service()
    {
        _test.Write("""{"n":1}""");
        File.AppendAllText(_test.Folder.SegmentPath(1), "{\"seq\":5,\"at\":\"2026-03-0");
        var before = _test.Check();
        Assert.Null(before.Fault);
        Assert.Equal(24, before.TornBytes);

        _test.Write("""{"n":2}""");
        Assert.Null(_test.Check().Fault);
        Assert.Equal(0, _test.Check().TornBytes);
        Assert.Contains(_test.Records(), r => r.StartsWith("""{"event":"opened","torn":{"file":"segment-00000001.torn-1","bytes":24,"sha256":""", StringComparison.Ordinal));
        Assert.Equal("{\"seq\":5,\"at\":\"2026-03-0", File.ReadAllText(Path.Combine(_test.Folder.Path, "segment-00000001.torn-1")));
        Assert.Single(_test.Told, l => l.Level == LogLevel.Warning && l.Text.Contains("24 bytes", StringComparison.Ordinal));
    }

    /// <summary>A killed process leaves the zero bytes that were made ahead of its records, and maybe the beginning of one.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(149)]
    public void Wherever_a_crash_cuts_the_last_write_what_was_acknowledged_stays(int written)
    {
        _test.Write("""{"n":1}""");
        var line = _test.Lines(1)[^1].Replace("\"seq\":4", "\"seq\":5", StringComparison.Ordinal);
        File.AppendAllText(_test.Folder.SegmentPath(1), line[..Math.Min(written, line.Length - 1)] + new string('\0', 5000));
        Assert.Null(_test.Check().Fault);
        _test.Write("""{"n":2}""");
        Assert.Null(_test.Check().Fault);
        Assert.Equal(2, _test.Records().Count(r => r.StartsWith("{\"n\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"seq\":5,")]
    public void A_crash_while_a_segment_was_begun_costs_nothing(string written)
    {
        _test.Write("""{"n":1}""");
        File.WriteAllText(_test.Folder.SegmentPath(2), written);
        Assert.Null(_test.Check().Fault);
        _test.Write("""{"n":2}""");
        Assert.Null(_test.Check().Fault);
        Assert.Equal(4 + 3, _test.Check().Last.Sequence);
    }

    [Fact]
    public void An_end_that_was_cut_off_is_not_written_over()
    {
        _test.Write("""{"n":1}""");
        _test.SetLines(1, _test.Lines(1).SkipLast(1));
        var log = _test.Open();
        Assert.False(log.IsReady);
        Assert.Contains(_test.Told, l => l.Level == LogLevel.Error && l.Text.Contains("ends with record 3, but head.json knows of record 4: records are missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_record_in_the_last_segment_is_not_written_over()
    {
        _test.Write("""{"n":1}""");
        _test.SetLines(1, _test.Lines(1).Select(l => l.Replace("\"n\":1", "\"n\":7", StringComparison.Ordinal)));
        Assert.False(_test.Open().IsReady);
        Assert.Contains(_test.Told, l => l.Level == LogLevel.Error && l.Text.Contains("line 3, record 3: the hash does not fit", StringComparison.Ordinal));
    }

    /// <summary>A start checks the end, so that it does not take the longer the more was written; the command checks all.</summary>
    [Fact]
    public async Task A_start_checks_the_last_mebibyte_and_all_since_the_head_and_goes_on_from_there()
    {
        _test.SegmentBytes = 16 * 1024 * 1024;
        using (var log = _test.Open())
        {
            for (var n = 0; n < 40; n++) await log.AppendAsync([.. Enumerable.Range(0, 100).Select(i => TestLog.Bytes($$"""{"n":{{(n * 100) + i}},"padding":"{{new string('x', 300)}}"}"""))]);
        }

        var lines = _test.Lines(1);
        Assert.True(lines.Sum(l => l.Length) > SegmentScan.TailBytes * 3 / 2);
        _test.SetLines(1, lines.Select((l, i) => i == 10 ? l.Replace("xxx", "xyx", StringComparison.Ordinal) : l));
        _test.Write("""{"after":1}""");
        Assert.Contains("line 11, record 11: the hash does not fit", _test.Check().Fault!.ToString(), StringComparison.Ordinal);

        // Mended, the chain is whole over that start: it went on from the right record.
        _test.SetLines(1, [.. lines, .. _test.Lines(1)[lines.Length..]]);
        Assert.Null(_test.Check().Fault);
        Assert.Equal(lines.Length + 3, _test.Check().Last.Sequence);

        lines = _test.Lines(1);
        _test.SetLines(1, lines.Select((l, i) => i == lines.Length - 100 ? l.Replace("xxx", "xyx", StringComparison.Ordinal) : l));
        Assert.False(_test.Open().IsReady);
        Assert.Contains(_test.Told, l => l.Level == LogLevel.Error && l.Text.Contains($"line {lines.Length - 99}, record {lines.Length - 99}: the hash does not fit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_was_cut_off_or_changed_since_an_old_head_is_found_however_long_ago_that_was(int way)
    {
        _test.SegmentBytes = 16 * 1024 * 1024;
        _test.Write("""{"n":1}""");
        var head = _test.Folder.ReadHead()!;
        using (var log = _test.Open())
        {
            for (var n = 0; n < 40; n++) await log.AppendAsync([.. Enumerable.Range(0, 100).Select(_ => TestLog.Bytes($$"""{"padding":"{{new string('x', 300)}}"}"""))]);
        }

        // As a crash leaves it that came before the head was written again.
        _test.Folder.WriteHead(head);
        var lines = _test.Lines(1);
        var touched = (int)head.Sequence + 3;
        _test.SetLines(1, way == 1 ? lines.Where((_, i) => i != touched) : lines.Select((l, i) => i == touched ? l.Replace("xxx", "xyx", StringComparison.Ordinal) : l));
        Assert.False(_test.Open().IsReady);
    }

    [Fact]
    public async Task A_segment_that_vanishes_under_the_service_is_noticed_at_the_next_record()
    {
        var log = _test.Open();
        await log.AppendAsync(TestLog.Bytes("""{"n":1}"""));
        File.Delete(_test.Folder.SegmentPath(1));
        await Assert.ThrowsAsync<LogUnavailableException>(() => log.AppendAsync(TestLog.Bytes("""{"n":2}""")));
        Assert.Contains(_test.Told, l => l.Level == LogLevel.Error && l.Text.Contains("has vanished", StringComparison.Ordinal));
    }

    [Fact]
    public void A_log_that_another_process_writes_waits_for_its_end()
    {
        using var other = new FileStream(Lock(), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var log = _test.Open();
        Assert.False(log.IsReady);
        other.Dispose();
        Assert.True(SpinWait.SpinUntil(() => log.IsReady, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void A_new_day_and_a_new_key_begin_a_segment()
    {
        _test.Write("""{"n":1}""");
        _test.Time.Now = _test.Time.Now.AddDays(1);
        _test.Write("""{"n":2}""");
        _test.Keys = new LogKeys(new Dictionary<string, byte[]> { ["k1"] = new byte[32], ["k2"] = [.. Enumerable.Repeat((byte)7, 32)] }, "k2");
        _test.Write("""{"n":3}""");

        Assert.Null(_test.Check().Fault);
        Assert.Equal(3, _test.Check().Segments);
        Assert.EndsWith("\"key\":\"k2\"}", _test.Records().Last(r => r.Contains("\"event\":\"segment\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        _test.Keys = new LogKeys(new Dictionary<string, byte[]> { ["k2"] = [.. Enumerable.Repeat((byte)7, 32)] }, "k2");
        Assert.Contains("the key 'k1' is not among the keys given", _test.Check().Fault!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_go_whole_once_their_time_is_over_and_the_rest_can_still_be_checked()
    {
        _test.Retention = TimeSpan.FromDays(10);
        for (var day = 0; day < 15; day++)
        {
            _test.Write($$"""{"day":{{day}}}""");
            _test.Time.Now = _test.Time.Now.AddDays(1);
        }

        var check = _test.Check();
        Assert.Null(check.Fault);
        Assert.True(check.First > 1);
        var days = _test.Records().Where(r => r.StartsWith("{\"day\"", StringComparison.Ordinal)).ToList();
        // The last record is of day 14: what is at most ten days older stays, and what is older than that and the next is gone.
        Assert.Equal(Enumerable.Range(4, 11).Select(d => $$"""{"day":{{d}}}"""), days.TakeLast(11));
        Assert.DoesNotContain("""{"day":2}""", days);
        Assert.Equal(_test.Folder.Segments()[0], _test.Folder.ReadAnchor()!.Segment + 1);
    }

    private string Lock()
    {
        Directory.CreateDirectory(_test.Folder.Path);
        return _test.Folder.LockPath;
    }
}
