using System.Globalization;
using System.Text;
using Xunit;

namespace Predictor.Trees.Tests.Formats;

/// <summary>Files spoiled at random: each is read into trees that score, or refused with a message of its own; nothing else may happen.</summary>
public sealed class FuzzTests(XGBoostJsonTests.Models models) : IClassFixture<XGBoostJsonTests.Models>
{
    private const long MostTaken = 200_000_000;

    private static readonly string[] Odd = ["-1", "0", "2147483647", "-2147483648", "99999999999999999999", "NaN", "1e400", "-1e308", "65535", "4294967295", "", "null", "\"", "[", "]", "{", "=", " ", "\n", "0.5", "true"];

    [Theory]
    [InlineData("missing", 1)]
    [InlineData("zero-missing", 2)]
    public void Spoiled_LightGBM_files_are_read_or_refused(string name, int seed) => Check(new LightGBMFile(name).Bytes, seed, LightGBMText.Read);

    [Theory]
    [InlineData("categories", 3)]
    [InlineData("pruned", 4)]
    public void Spoiled_XGBoost_files_are_read_or_refused(string name, int seed) => Check(models.Bytes(name), seed, XGBoostJson.Read);

    /// <summary>Sound files but for the shape of their trees: children at random, chains too deep or just not, odd thresholds, sets of any width.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Trees_of_any_shape_are_read_or_refused(int seed)
    {
        var random = new Random(seed);
        int sound = 0, refused = 0;
        for (var i = 0; i < 600; i++)
        {
            var text = Shape(random);
            try
            {
                var ensemble = LightGBMText.Read(Encoding.UTF8.GetBytes(text));
                var contributions = new double[ensemble.Columns.Count];
                new TreeExplainer(ensemble).Contribute(contributions.ToArray(), contributions);
                Assert.Equal(ensemble.Score(new double[contributions.Length]), ensemble.BaselineScore + contributions.Sum(), 1e-9);
                sound++;
            }
            catch (ModelFormatException e)
            {
                SpoiledFile.CheckMessage(e.Message);
                refused++;
            }
        }

        Assert.InRange(sound, 50, 550);
        Assert.InRange(refused, 50, 550);
    }

    private static string Shape(Random random)
    {
        var splits = random.Next(4) == 0 ? random.Next(190, 260) : random.Next(1, 12);
        var isLoose = random.Next(3) == 0;
        var odd = random.Next(6) == 0 ? random.Next(splits) : -1;
        var categories = random.Next(3) == 0 ? random.Next(splits) + 1 : 0;
        string Child(int chained) => $"{(isLoose ? random.Next(~splits, splits) : chained)}";
        var set = 0;
        return ModelText.LightGBM[..ModelText.LightGBM.IndexOf("Tree=0", StringComparison.Ordinal)].With("tree_sizes=300\n", "")
            + $"Tree=0\nnum_leaves={splits + 1}\nnum_cat={categories}\n"
            + Line("split_feature", Enumerable.Range(0, splits).Select(n => n < categories ? "1" : "0"))
            + Line("threshold", Enumerable.Range(0, splits).Select(n => n == odd ? Odd[random.Next(Odd.Length)] : n < categories ? $"{set++}" : $"{random.Next(-3, 4)}"))
            + Line("decision_type", Enumerable.Range(0, splits).Select(n => n < categories ? "1" : $"{new[] { 0, 2, 4, 6, 8, 10 }[random.Next(6)]}"))
            + Line("left_child", Enumerable.Range(0, splits).Select(n => Child(n + 1 < splits ? n + 1 : ~splits)))
            + Line("right_child", Enumerable.Range(0, splits).Select(n => Child(~n)))
            + Line("leaf_value", Enumerable.Range(0, splits + 1).Select(_ => $"{random.Next(-9, 10)}"))
            + Line("leaf_count", Enumerable.Range(0, splits + 1).Select(_ => $"{random.Next(1, 1000)}"))
            + Line("cat_boundaries", Enumerable.Range(0, categories + 1).Select(s => $"{2 * s}"))
            + Line("cat_threshold", Enumerable.Range(0, 2 * categories).Select(_ => $"{(uint)random.NextInt64(1L << 32)}"))
            + "\nend of trees\n";
    }

    private static void Check(byte[] whole, int seed, Func<ReadOnlyMemory<byte>, TreeEnsemble> read)
    {
        var random = new Random(seed);
        int sound = 0, refused = 0;
        for (var i = 0; i < 1_500; i++)
        {
            var bytes = Spoil(whole, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var ensemble = read(bytes);
                Assert.True(double.IsFinite(ensemble.Score(new double[ensemble.Columns.Count])));
                sound++;
            }
            catch (ModelFormatException e)
            {
                SpoiledFile.CheckMessage(e.Message);
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"Change {i} of seed {seed}: {e}\n{Encoding.UTF8.GetString(bytes)}");
            }

            // A category's code may be turned into one of 65,536, for each split on the column.
            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken < MostTaken, $"Change {i} of seed {seed}: {bytes.Length} bytes took {taken}.\n{Encoding.UTF8.GetString(bytes)}");
        }

        // Both happen often, or the changes would be too tame or too wild to show anything.
        Assert.InRange(sound, 100, 1_400);
        Assert.InRange(refused, 100, 1_400);
    }

    private static string Line(string key, IEnumerable<string> values) => $"{key}={string.Join(' ', values)}\n";

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
