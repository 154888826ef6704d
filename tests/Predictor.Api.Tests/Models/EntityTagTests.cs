using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Models;

[Collection(TrainedModelCollection.Name)]
public sealed class EntityTagTests(TrainedModelFixture model)
{
    private const string Details = "/v1/models/" + TrainedModelFixture.ModelName;

    private readonly HttpClient _client = model.Api.CreateClient();

    [Fact]
    public async Task The_tag_of_a_model_is_strong_and_begins_with_its_hash()
    {
        var response = await _client.GetAsync(Details);
        var tag = response.Headers.ETag!;
        Assert.False(tag.IsWeak);
        Assert.StartsWith($"\"{model.Package.Sha256}.", tag.Tag, StringComparison.Ordinal);
        Assert.Equal("no-cache, private", response.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData(Details)]
    [InlineData("/v1/models")]
    public async Task What_the_caller_has_is_not_sent_again(string path)
    {
        var first = await _client.GetAsync(path);
        var tag = first.Headers.ETag!;
        foreach (var (match, status) in new[]
        {
            (tag.ToString(), HttpStatusCode.NotModified),
            ("W/" + tag, HttpStatusCode.NotModified),
            ($"\"x\", {tag}", HttpStatusCode.NotModified),
            ("*", HttpStatusCode.NotModified),
            ("\"x\"", HttpStatusCode.OK),
            (tag.Tag.Trim('"'), HttpStatusCode.OK),
            (tag.Tag[..^2] + "\"", HttpStatusCode.OK),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("If-None-Match", match);
            var response = await _client.SendAsync(request);
            Assert.Equal((match, status), (match, response.StatusCode));
            Assert.Equal(tag, response.Headers.ETag);
            if (status == HttpStatusCode.NotModified) Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br, gzip", "br")]
    public async Task A_compressed_answer_has_a_tag_of_its_own_and_is_known_by_it(string accept, string encoding)
    {
        var plain = await _client.GetAsync(Details);
        var packed = await GetAsync(accept, null);
        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        Assert.Equal(plain.Headers.ETag!.Tag.TrimEnd('"') + $"-{encoding}\"", packed.Headers.ETag!.Tag);
        var stream = await packed.Content.ReadAsStreamAsync();
        await using Stream unpacked = encoding == "br" ? new BrotliStream(stream, CompressionMode.Decompress) : new GZipStream(stream, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unpacked.CopyToAsync(bytes);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), bytes.ToArray());
        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(accept, packed.Headers.ETag)).StatusCode);
    }

    [Fact]
    public async Task The_tag_of_the_list_changes_with_a_version_and_with_what_serves()
    {
        using var shelf = new PackageShelf(model);
        shelf.Put("a", "1.0.0");
        using var api = ServedApi.Start(shelf);
        var client = api.CreateClient();
        var tags = new List<string> { await TagAsync() };
        shelf.Put("a", "1.1.0", 0.1);
        api.Look();
        tags.Add(await TagAsync());
        await client.PutAsync("/v1/admin/models/a/version", Bodies.Json("""{ "version": "1.0.0" }"""));
        tags.Add(await TagAsync());
        Assert.Equal(3, tags.Distinct().Count());

        async Task<string> TagAsync() => (await client.GetAsync("/v1/models")).Headers.ETag!.Tag;
    }

    private async Task<HttpResponseMessage> GetAsync(string accept, EntityTagHeaderValue? match)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Details);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        if (match is not null) request.Headers.IfNoneMatch.Add(match);
        return await _client.SendAsync(request);
    }
}
