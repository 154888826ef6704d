using System.IO.Pipelines;
using System.Text;
using Predictor.Api.Scoring.Batch;
using Xunit;

namespace Predictor.Api.Tests.Scoring.Batch;

public sealed class LineReaderTests
{
    private const int Longest = 20;

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\n", "1:a")]
    [InlineData("a\nb", "1:a 2:b")]
    [InlineData("a\n\nb\n", "1:a 2: 3:b")]
    [InlineData("\n", "1:")]
    [InlineData("a\r\nb", "1:a\r 2:b")]
    [InlineData("12345678901234567890\nb", "1:12345678901234567890 2:b")]
    [InlineData("123456789012345678901\nb", "1:(too long) 2:b")]
    [InlineData("a\n1234567890123456789012345678901234567890123456789012345678901234567890", "1:a 2:(too long)")]
    public async Task A_body_is_cut_at_its_line_feeds_wherever_it_is_torn_on_the_way(string body, string expected)
    {
        for (var torn = 1; torn <= Math.Max(1, body.Length); torn++) Assert.Equal(expected, await LinesAsync(body, torn));
    }

    [Fact]
    public async Task Whoever_stops_early_leaves_a_body_that_can_be_read_on()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync("a\nb"u8.ToArray());
        await using (var pieces = new LineReader(pipe.Reader, Longest).ReadAsync(CancellationToken.None).GetAsyncEnumerator()) Assert.True(await pieces.MoveNextAsync());
        await pipe.Writer.WriteAsync("c\n"u8.ToArray());
        Assert.True(pipe.Reader.TryRead(out var left));
        Assert.Equal("bc\n", Encoding.ASCII.GetString(left.Buffer));
    }

    [Fact]
    public async Task A_line_without_end_is_not_kept()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 4096, resumeWriterThreshold: 1024));
        var writing = Task.Run(async () =>
        {
            var chunk = new byte[1024];
            chunk.AsSpan().Fill((byte)'x');
            for (var i = 0; i < 10_000; i++) await pipe.Writer.WriteAsync(chunk);
            await pipe.Writer.WriteAsync("\nlast\n"u8.ToArray());
            await pipe.Writer.CompleteAsync();
        });

        var pieces = new List<LinePiece>();
        await foreach (var piece in new LineReader(pipe.Reader, Longest).ReadAsync(default)) pieces.Add(piece);
        await writing;

        Assert.Equal(["(too long)", "last"], pieces.SelectMany(Texts));
        Assert.Equal(4, pieces.Sum(p => p.ByteCount));
    }

    [Fact]
    public async Task What_has_come_in_is_handed_on_before_the_rest_comes()
    {
        var pipe = new Pipe();
        await using var lines = new LineReader(pipe.Reader, Longest).ReadAsync(default).GetAsyncEnumerator();
        await pipe.Writer.WriteAsync("a\nb"u8.ToArray());

        Assert.True(await lines.MoveNextAsync());
        Assert.Equal(["a"], Texts(lines.Current));
    }

    [Fact]
    public async Task Pieces_are_small_and_their_lines_numbered_through()
    {
        var body = string.Concat(Enumerable.Range(1, 1000).Select(i => $"{i}\n"));
        var reader = new LineReader(PipeReader.Create(new MemoryStream(Encoding.ASCII.GetBytes(body))), Longest);
        var pieces = 0;
        var expected = 1;
        await foreach (var piece in reader.ReadAsync(default))
        {
            pieces++;
            Assert.InRange(piece.Count, 1, 64);
            for (var i = 0; i < piece.Count; i++)
            {
                Assert.Equal(expected, piece.NumberOf(i));
                Assert.Equal($"{expected++}", Encoding.ASCII.GetString(piece.LineAt(i)!.Value.Span));
            }
        }

        Assert.Equal(1001, expected);
        Assert.True(pieces > 10);
    }

    private static async Task<string> LinesAsync(string body, int torn)
    {
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            foreach (var part in Encoding.ASCII.GetBytes(body).Chunk(torn)) await pipe.Writer.WriteAsync(part);
            await pipe.Writer.CompleteAsync();
        });
        var lines = new List<string>();
        await foreach (var piece in new LineReader(pipe.Reader, Longest).ReadAsync(default)) lines.AddRange(Texts(piece).Select((t, i) => $"{piece.NumberOf(i)}:{t}"));
        await writing;
        return string.Join(' ', lines);
    }

    private static IEnumerable<string> Texts(LinePiece piece) => Enumerable.Range(0, piece.Count).Select(i => piece.LineAt(i) is { } line ? Encoding.ASCII.GetString(line.Span) : "(too long)");
}
