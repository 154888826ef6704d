using Predictor.Api.Audit.Durable;
using Xunit;

namespace Predictor.Api.Tests.Audit.Durable;

/// <summary>Whatever is done to a finished log is found, with its place.</summary>
public sealed class LogCheckTests : IDisposable
{
    private readonly TestLog _test = new();
    private readonly ChainPosition _head;

    public LogCheckTests()
    {
        for (var day = 0; day < 3; day++)
        {
            _test.Write([.. Enumerable.Range(0, 4).Select(n => $$"""{"day":{{day}},"n":{{n}}}""")]);
            _test.Time.Now = _test.Time.Now.AddDays(1);
        }

        // Three segments of seven records: header, opened, four, closed.
        _head = _test.Check().Last;
        Assert.Equal(21, _head.Sequence);
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_log_that_nobody_touched_is_whole()
    {
        var check = _test.Check(_head);
        Assert.Null(check.Fault);
        Assert.Equal((1, 3, 0), (check.First, check.Segments, check.TornBytes));
    }

    [Fact]
    public void Any_byte_that_is_changed_is_found_in_its_line()
    {
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var segment = random.Next(1, 4);
            var path = _test.Folder.SegmentPath(segment);
            var good = File.ReadAllBytes(path);
            var bad = good.ToArray();
            // The very last line feed cannot be told from one that a crash kept from being written; its absence is.
            var at = random.Next(bad.Length - 1);
            bad[at] ^= (byte)(1 << random.Next(8));
            var line = good.AsSpan(0, at).Count((byte)'\n') + 1;
            File.WriteAllBytes(path, bad);
            var check = _test.Check(_head);
            Assert.NotNull(check.Fault);
            // The last line, if it is no record any more, looks like a torn end: then the head tells.
            if (check.Fault.Line > 0) Assert.Equal((path, line), (check.Fault.File, check.Fault.Line));
            else Assert.Equal((3, 7), (segment, line));
            File.WriteAllBytes(path, good);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_record_that_is_taken_out_is_found(int segment)
    {
        for (var line = 0; line < 7; line++)
        {
            var lines = _test.Lines(segment);
            _test.SetLines(segment, lines.Where((_, i) => i != line));
            var fault = _test.Check(_head).Fault;
            Assert.NotNull(fault);
            Assert.Equal((7 * (segment - 1)) + line + 1, fault.Sequence);
            _test.SetLines(segment, lines);
        }

        Assert.Null(_test.Check(_head).Fault);
    }

    [Fact]
    public void Records_that_changed_places_are_found()
    {
        var lines = _test.Lines(2);
        (lines[3], lines[4]) = (lines[4], lines[3]);
        _test.SetLines(2, lines);
        var fault = _test.Check().Fault;
        Assert.Equal((_test.Folder.SegmentPath(2), 4, 11L), (fault!.File, fault.Line, fault.Sequence));
        Assert.Contains("record 12 stands here", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_is_repeated_is_found()
    {
        var lines = _test.Lines(2).ToList();
        lines.Insert(4, lines[3]);
        _test.SetLines(2, lines);
        Assert.Equal((5, 12L), (_test.Check().Fault!.Line, _test.Check().Fault!.Sequence));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_segment_that_is_taken_out_is_found(int segment)
    {
        File.Delete(_test.Folder.SegmentPath(segment));
        var fault = _test.Check().Fault;
        Assert.Equal((7 * (segment - 1)) + 1, fault!.Sequence);
        if (segment < 3) Assert.Equal((_test.Folder.SegmentPath(segment), "the segment is missing"), (fault.File, fault.Text));
        else Assert.Contains("records were cut off at the end", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_that_is_cut_off_is_found_by_the_head_file_and_where_that_was_replaced_by_a_head_kept_elsewhere()
    {
        var early = _test.Folder.ReadHead();
        _test.SetLines(3, _test.Lines(3).SkipLast(2));
        Assert.Contains("head.json knows of record 21", _test.Check().Fault!.Text, StringComparison.Ordinal);
        Assert.Equal(20, _test.Check().Fault!.Sequence);

        // Whoever can cut the log can write the head file too.
        var lines = _test.Lines(3);
        _test.Folder.WriteHead(new ChainPosition(19, lines[^1][^66..^2]));
        Assert.Null(_test.Check().Fault);
        Assert.Contains("the head that was kept knows of record 21", _test.Check(early).Fault!.Text, StringComparison.Ordinal);
        File.Delete(Path.Combine(_test.Folder.Path, "head.json"));
        Assert.Contains("there is no head.json", _test.Check().Fault!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_was_written_anew_is_found_by_a_head_kept_elsewhere()
    {
        Directory.Delete(_test.Folder.Path, recursive: true);
        _test.Write([.. Enumerable.Range(0, 30).Select(n => $$"""{"n":{{n}}}""")]);
        Assert.Null(_test.Check().Fault);
        Assert.Contains("it is not the record that the head that was kept knows", _test.Check(_head).Fault!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_of_another_key_is_not_taken_for_this_one()
    {
        _test.Keys = new LogKeys(new Dictionary<string, byte[]> { ["k1"] = [.. Enumerable.Repeat((byte)1, 32)] }, "k1");
        Assert.Equal((1, 1L), (_test.Check().Fault!.Line, _test.Check().Fault!.Sequence));
    }

    [Fact]
    public void An_anchor_that_the_log_does_not_speak_of_hides_nothing()
    {
        var header = _test.Lines(2)[0];
        var previous = header[(header.IndexOf("\"previous\":\"", StringComparison.Ordinal) + 12)..][..64];
        _test.Folder.WriteAnchor(new LogPruned { Segment = 1, Sequence = 7, Hash = previous });
        File.Delete(_test.Folder.SegmentPath(1));
        Assert.Contains("they were taken out", _test.Check().Fault!.Text, StringComparison.Ordinal);
    }
}
