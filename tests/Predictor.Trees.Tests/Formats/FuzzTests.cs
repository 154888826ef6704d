using System.Globalization;
using System.Text;
using Xunit;

namespace Predictor.Trees.Tests.Formats;

/// <summary>Files spoiled at random: each is read into trees that score, or refused with a message of its own; nothing else may happen.</summary>
public sealed class FuzzTests(XGBoostJsonTests.Models models) : IClassFixture<XGBoostJsonTests.Models>
{
    private static readonly string[] Odd = ["-1", "0", "2147483647", "-2147483648", "99999999999999999999", "NaN", "1e400", "-1e308", "65535", "4294967295", "", "null", "\"", "[", "]", "{", "=", " ", "\n", "0.5", "true"];

    [Theory]
    [InlineData("missing", 1)]
    [InlineData("zero-missing", 2)]
    public void Spoiled_LightGBM_files_are_read_or_refused(string name, int seed) => Check(new LightGBMFile(name).Bytes, seed, LightGBMText.Read);

    [Theory]
    [InlineData("categories", 3)]
    [InlineData("pruned", 4)]
    public void Spoiled_XGBoost_files_are_read_or_refused(string name, int seed) => Check(models.Bytes(name), seed, XGBoostJson.Read);

    private static void Check(byte[] whole, int seed, Func<ReadOnlyMemory<byte>, TreeEnsemble> read)
    {
        var random = new Random(seed);
        int sound = 0, refused = 0;
        for (var i = 0; i < 1_500; i++)
        {
            var bytes = Spoil(whole, random);
            try
            {
                var ensemble = read(bytes);
                Assert.True(double.IsFinite(ensemble.Score(new double[ensemble.Columns.Count])));
                sound++;
            }
            catch (ModelFormatException e)
            {
                Assert.NotEmpty(e.Message);
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"Change {i} of seed {seed}: {e}\n{Encoding.UTF8.GetString(bytes)}");
            }
        }

        // Both happen often, or the changes would be too tame or too wild to show anything.
        Assert.InRange(sound, 100, 1_400);
        Assert.InRange(refused, 100, 1_400);
    }

    private static byte[] Spoil(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 200), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                    break;
                case 4:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(random.Next().ToString(CultureInfo.InvariantCulture)));
                    break;
                default:
                    // A number gives way to an odd one.
                    while (at < bytes.Count && !char.IsAsciiDigit((char)bytes[at])) at++;
                    var end = at;
                    while (end < bytes.Count && char.IsAsciiDigit((char)bytes[end])) end++;
                    bytes.RemoveRange(at, end - at);
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Odd[random.Next(Odd.Length)]));
                    break;
            }

            if (bytes.Count == 0) break;
        }

        return [.. bytes];
    }
}
