using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Predictor.Api.Audit.Durable;
using Predictor.Api.CdsHooks.Cards;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

public sealed class CardIdsTests
{
    private const string Service = "dropout-risk-patient-view";

    private static readonly Dictionary<string, byte[]> Secrets = new() { ["k1"] = [.. Enumerable.Range(0, 32).Select(i => (byte)i)], ["k2"] = [.. Enumerable.Range(7, 32).Select(i => (byte)i)] };

    private readonly CardIds _ids = Ids("k1", "k1");

    [Fact]
    public void Each_id_is_another_uuid_that_is_known_again()
    {
        var made = Enumerable.Range(0, 1000).Select(_ => _ids.New(Service)).ToList();
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.All(made, id => Assert.True(_ids.IsOwn(id, Service)));
        // Version 8 and the variant of RFC 9562.
        Assert.All(made, id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id.ToString("D")));
    }

    [Fact]
    public void The_second_half_is_the_hash_of_the_first_and_the_service_worked_out_with_other_means()
    {
        var id = _ids.New(Service).ToString("N");
        // HKDF (RFC 5869) with a salt of zeros and one block.
        var extracted = HMACSHA256.HashData(new byte[32], Secrets["k1"]);
        var key = HMACSHA256.HashData(extracted, (byte[])[.. Encoding.ASCII.GetBytes("predictor cds card"), 1]);
        var hash = HMACSHA256.HashData(key, (byte[])[.. Convert.FromHexString(id[..16]), .. Encoding.ASCII.GetBytes(Service)]);
        var expected = (BitConverter.ToUInt64([.. hash[..8].Reverse()]) & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
        Assert.Equal(expected.ToString("x16", CultureInfo.InvariantCulture), id[16..]);
    }

    [Fact]
    public void An_id_of_another_service_another_key_or_with_any_bit_changed_is_foreign()
    {
        var id = _ids.New(Service);
        Assert.False(_ids.IsOwn(id, "dropout-risk-appointment-book"));
        Assert.False(Ids("k2", "k2").IsOwn(id, Service));
        Assert.False(_ids.IsOwn(Guid.NewGuid(), Service));
        Assert.False(_ids.IsOwn(Guid.Empty, Service));
        for (var bit = 0; bit < 128; bit++)
        {
            var bytes = id.ToByteArray(bigEndian: true);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_ids.IsOwn(new Guid(bytes, bigEndian: true), Service));
        }
    }

    [Fact]
    public void After_a_change_of_keys_the_ids_made_with_the_old_one_are_known_and_new_ones_have_the_new_one()
    {
        var changed = Ids("k2", "k1", "k2");
        Assert.True(changed.IsOwn(_ids.New(Service), Service));
        Assert.True(Ids("k2", "k2").IsOwn(changed.New(Service), Service));
    }

    private static CardIds Ids(string current, params string[] keys)
    {
        var known = new LogKeys(Secrets.Where(s => keys.Contains(s.Key)).ToDictionary(), current);
        return new CardIds(() => known);
    }
}
