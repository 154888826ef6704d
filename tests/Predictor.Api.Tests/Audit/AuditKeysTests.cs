using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Predictor.Api.Audit;
using Predictor.Api.Audit.Durable;
using Xunit;

namespace Predictor.Api.Tests.Audit;

public sealed class AuditKeysTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("predictor-keys-");
    private readonly AuditOptions _options;

    public AuditKeysTests() => _options = new AuditOptions { Folder = Path.Combine(_root.FullName, "audit") };

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_key_file_is_made_that_only_its_owner_can_read()
    {
        var keys = Get();
        Assert.Equal("k1", keys.Current);
        AssertOwnerOnly();
        Assert.Equal(keys.ChainKey("k1"), Get().ChainKey("k1"));
        Assert.NotEqual(keys.ChainKey("k1"), keys.PseudonymKey("k1"));
    }

    [Fact]
    public void A_lost_key_file_is_not_made_anew_where_there_are_records()
    {
        _ = Get();
        File.Delete(_options.KeyPath);
        File.WriteAllText(Path.Combine(_options.Folder, "segment-00000001.jsonl"), "");
        Assert.Contains("put the file back", Assert.Throws<LogDamagedException>(Get).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_options.KeyPath));
    }

    [Fact]
    public void A_new_key_becomes_the_current_one_and_the_old_one_stays()
    {
        var first = Get();
        Assert.Equal("k2", LogKeyFile.AddKey(_options.KeyPath));
        var second = Get();
        Assert.Equal("k2", second.Current);
        Assert.Equal(first.PseudonymKey("k1"), second.PseudonymKey("k1"));
        Assert.NotEqual(second.PseudonymKey("k1"), second.PseudonymKey("k2"));
        AssertOwnerOnly();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{ "current": "k1" }""")]
    [InlineData("""{ "current": "k2", "keys": { "k1": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" } }""")]
    [InlineData("""{ "current": "k1", "keys": { "k1": "c2VjcmV0" } }""")]
    public void A_file_without_keys_is_refused_by_name_and_not_quoted(string content)
    {
        Directory.CreateDirectory(_options.Folder);
        File.WriteAllText(_options.KeyPath, content);
        var message = Assert.Throws<LogDamagedException>(Get).Message;
        Assert.Contains(_options.KeyPath, message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", message, StringComparison.Ordinal);
        Assert.DoesNotContain("not json", message, StringComparison.Ordinal);
    }

    /// <summary>HKDF and HMAC as RFC 5869 and RFC 2104 have them; the expected value comes from Python's hmac and hashlib.</summary>
    [Fact]
    public void A_pseudonym_is_the_first_half_of_an_hmac_of_kind_and_id()
    {
        var keys = new LogKeys(new Dictionary<string, byte[]> { ["k1"] = [.. Enumerable.Range(0, 32).Select(i => (byte)i)] }, "k1");
        Assert.Equal("f045a94959cf8a90cc6aa76d6610d3b5", Pseudonyms.OfEpisode(keys, "k1", "e-17"));
        Assert.Equal("9bde47e3efb1079989623a5e39eec85e", Pseudonyms.OfClient(keys, "k1", "Zoë"));
    }

    /// <summary>The hash of a key is kept for the next pseudonym of the thread.</summary>
    [Fact]
    public void Keys_take_turns_without_leaving_a_trace_in_each_others_pseudonyms()
    {
        var keys = new LogKeys(new Dictionary<string, byte[]> { ["k1"] = new byte[32], ["k2"] = [.. Enumerable.Repeat((byte)7, 32)] }, "k1");
        var texts = new[] { "c-1", new string('x', 5000), "Zoë", "" };
        foreach (var id in new[] { "k1", "k2", "k1" })
        {
            foreach (var text in texts)
            {
                byte[] whole = [.. "client\0"u8, .. Encoding.UTF8.GetBytes(text)];
                Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(keys.PseudonymKey(id), whole))[..Pseudonyms.Length], Pseudonyms.OfClient(keys, id, text));
                var ascii = new byte[Pseudonyms.Length];
                Pseudonyms.OfClient(keys, id, text, ascii);
                Assert.Equal(Pseudonyms.OfClient(keys, id, text), Encoding.ASCII.GetString(ascii));
            }
        }
    }

    private void AssertOwnerOnly()
    {
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_options.KeyPath));
    }

    private LogKeys Get() => new AuditKeys(Options.Create(_options)).Get();
}
