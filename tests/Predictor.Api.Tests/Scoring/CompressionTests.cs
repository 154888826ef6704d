using System.IO.Compression;
using System.Net;
using System.Text;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Scoring;

/// <summary>On a real server: the one in memory has no limits of its own.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class CompressionTests(TrainedModelFixture model) : IDisposable
{
    private const int Limit = 8192;
    private const int BatchLimit = 100_000;
    private const string One = "/v1/risk-scores";
    private const string Batch = "/v1/risk-scores/batch";

    private readonly ApiFactory _api = new ApiFactory(model.Folder, ("Limits:BodyBytes", "8192"), ("Limits:BatchBytes", "100000")).OnKestrel().WaitUntilReady();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task A_body_in_gzip_is_answered_as_it_would_be_plain()
    {
        var plain = Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString());
        var expected = await (await PostAsync(One, plain, isPacked: false)).Content.ReadAsStringAsync();
        Assert.Equal(expected, await (await PostAsync(One, Gzip(plain))).Content.ReadAsStringAsync());
        Assert.Equal(expected, await (await PostAsync(One, Gzip(plain), coding: "GZIP")).Content.ReadAsStringAsync());
        var lines = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat(Encoding.UTF8.GetString(plain), 20)));
        var answers = await (await PostAsync(Batch, Gzip(lines))).Content.ReadAsStringAsync();
        Assert.Equal(string.Concat(Enumerable.Repeat(expected + "\n", 20)), answers);
    }

    [Theory]
    [InlineData(Limit, 200)]
    [InlineData(Limit + 1, 413)]
    [InlineData(5_000_000, 413)]
    public async Task The_limit_holds_for_what_is_unpacked(int length, int status)
    {
        var packed = Gzip(Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString().PadRight(length)));
        Assert.True(packed.Length < Limit, "The body is too large as it is.");
        var response = await PostAsync(One, packed);
        Assert.Equal(status, (int)response.StatusCode);
        if (status == 413) Assert.Equal("Send at most 8192 bytes.", (await response.ProblemAsync(413)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_batch_that_unpacks_to_more_than_its_limit_is_cut_off_there()
    {
        var line = Bodies.Example().ToJsonString() + "\n";
        var whole = string.Concat(Enumerable.Repeat(line, BatchLimit / line.Length));
        var answers = await (await PostAsync(Batch, Gzip(Encoding.UTF8.GetBytes(whole)))).Content.ReadAsStringAsync();
        Assert.Equal(BatchLimit / line.Length, answers.Count(c => c == '\n'));
        // 200 MB in some 200 kB would be refused for its length as it comes; this is below that and unpacks to twenty times the limit.
        var bomb = Gzip(Encoding.UTF8.GetBytes(whole + new string(' ', 20 * BatchLimit)));
        Assert.True(bomb.Length < BatchLimit, "The bomb is too large as it is.");
        using var refused = await TryPostAsync(bomb);
        Assert.True(refused is null || refused.StatusCode == HttpStatusCode.RequestEntityTooLarge, $"Answered with {refused?.StatusCode}.");
    }

    [Fact]
    public async Task What_is_not_gzip_though_it_says_so_is_a_bad_request()
    {
        var plain = Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString());
        var packed = Gzip(plain);
        packed[packed.Length / 2] ^= 0xFF;
        foreach (var body in new[] { plain, packed, packed[..(packed.Length / 2)] })
        {
            var problem = await (await PostAsync(One, body)).ProblemAsync(400);
            Assert.NotNull(problem.GetProperty("detail").GetString());
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, gzip")]
    [InlineData("identity")]
    public async Task Other_codings_are_refused(string coding) =>
        await (await PostAsync(One, Gzip(Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString())), coding: coding)).ProblemAsync(415);

    [Fact]
    public async Task A_batch_is_compressed_for_whoever_accepts_it_and_a_single_score_for_nobody()
    {
        var line = Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString());
        foreach (var encoding in new[] { "gzip", "br" })
        {
            var single = await PostAsync(One, line, isPacked: false, accept: encoding);
            Assert.Empty(single.Content.Headers.ContentEncoding);
            var batch = await PostAsync(Batch, line, isPacked: false, accept: encoding);
            Assert.Equal([encoding], batch.Content.Headers.ContentEncoding);
            var stream = await batch.Content.ReadAsStreamAsync();
            using var reader = new StreamReader(encoding == "br" ? new BrotliStream(stream, CompressionMode.Decompress) : new GZipStream(stream, CompressionMode.Decompress));
            Assert.Equal(await single.Content.ReadAsStringAsync() + "\n", await reader.ReadToEndAsync());
        }
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, byte[] body, bool isPacked = true, string coding = "gzip", string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Bodies.Json(body, path == Batch ? "application/x-ndjson" : "application/json") };
        if (isPacked) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        return await _api.CreateClient().SendAsync(request);
    }

    /// <summary>Null where the connection was closed before the answer was whole.</summary>
    private async Task<HttpResponseMessage?> TryPostAsync(byte[] body)
    {
        try
        {
            return await PostAsync(Batch, body);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
