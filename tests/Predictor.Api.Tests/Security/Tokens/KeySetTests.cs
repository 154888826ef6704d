using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Predictor.Api.Security.Tokens;
using Xunit;

namespace Predictor.Api.Tests.Security.Tokens;

public sealed class KeySetTests
{
    [Fact]
    public void A_key_that_names_its_algorithm_is_for_no_other()
    {
        var keys = KeySet.Parse(Set(Rsa(2048, padding: 0, algorithm: "RS384")));
        Assert.NotNull(keys.Find("k", "RS384"));
        Assert.Null(keys.Find("k", "RS256"));
        Assert.Null(keys.Find("k", "ES384"));
    }

    [Theory]
    [InlineData(2048, 0, 1)]
    [InlineData(2048, 1, 1)]
    [InlineData(1024, 0, 0)]
    [InlineData(1024, 128, 0)]
    public void A_short_key_is_left_out_also_where_zero_bytes_make_it_look_long(int bits, int padding, int expected) =>
        Assert.Equal(expected, KeySet.Parse(Set(Rsa(bits, padding, null))).Count);

    private static JsonObject Rsa(int bits, int padding, string? algorithm)
    {
        using var rsa = RSA.Create(bits);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        var json = new JsonObject { ["kty"] = "RSA", ["kid"] = "k", ["n"] = Base64Url.EncodeToString([.. new byte[padding], .. key.Modulus!]), ["e"] = Base64Url.EncodeToString(key.Exponent) };
        if (algorithm is not null) json["alg"] = algorithm;
        return json;
    }

    private static string Set(JsonObject key) => new JsonObject { ["keys"] = new JsonArray(key) }.ToJsonString();
}
