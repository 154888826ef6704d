using System.Numerics;

namespace Predictor.Trees.Formats.LightGBM;

/// <summary>
/// The sets of categories of one tree, a bit for each code. Any number of splits may share a set, so that each is gone through once and not once a split.
/// </summary>
internal sealed class LightGBMSets
{
    private readonly int[] _bounds = [0];
    private readonly uint[] _words = [];
    private readonly int[] _ends = [];
    private readonly int[]?[] _codes = [];

    /// <param name="block">The tree's fields.</param>
    /// <param name="count">How many sets it has.</param>
    public LightGBMSets(LightGBMBlock block, int count)
    {
        _bounds = BoundsOf(block, count);
        _words = block.Numbers<uint>("cat_threshold", _bounds[^1]);
        _ends = new int[count];
        _codes = new int[count][];
        for (var s = 0; s < count; s++) _ends[s] = EndOf(WordsOf(s));
    }

    private LightGBMSets()
    {
    }

    /// <summary>Those of a tree without splits on categories.</summary>
    public static LightGBMSets None { get; } = new();

    public int Count => _ends.Length;

    /// <summary>One more than the largest code of a set, at least 1.</summary>
    public int CodesEndOf(int set) => Math.Max(1, _ends[set]);

    /// <summary>The codes of a set, ascending, made when they are first asked for: a set that no split asks for takes no more room than its words.</summary>
    public IReadOnlyList<int> CodesOf(int set) => _codes[set] ??= MadeOf(WordsOf(set));

    private static int[] MadeOf(ReadOnlySpan<uint> words)
    {
        var codes = new List<int>();
        for (var w = 0; w < words.Length; w++)
        {
            for (var left = words[w]; left != 0; left &= left - 1) codes.Add((32 * w) + BitOperations.TrailingZeroCount(left));
        }

        return [.. codes];
    }

    private static int EndOf(ReadOnlySpan<uint> words)
    {
        var last = words.LastIndexOfAnyExcept(0u);
        return last < 0 ? 0 : (last * 32) + 32 - BitOperations.LeadingZeroCount(words[last]);
    }

    private ReadOnlySpan<uint> WordsOf(int set) => _words.AsSpan(_bounds[set].._bounds[set + 1]);

    private static int[] BoundsOf(LightGBMBlock block, int count)
    {
        var bounds = block.Numbers<int>("cat_boundaries", count + 1);
        for (var s = 0; s <= count; s++)
        {
            if (bounds[s] < (s == 0 ? 0 : bounds[s - 1])) throw block.Error("cat_boundaries", $"has {bounds[s]} as entry {s}", "numbers that do not fall, from 0 on");
            if (s > 0 && bounds[s] - bounds[s - 1] > FileLimits.Categories / 32) throw block.Error("cat_boundaries", $"gives set {s - 1} {bounds[s] - bounds[s - 1]} words", $"at most {FileLimits.Categories / 32}");
        }

        return bounds;
    }
}
