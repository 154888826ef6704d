using System.Globalization;
using System.Text;

namespace Predictor.Trees.Formats.LightGBM;

/// <summary>What the header says of the whole model, checked.</summary>
internal sealed class LightGBMHeader
{
    /// <summary>The fields that it asks for.</summary>
    public static readonly string[] Keys =
        ["version", "num_class", "num_tree_per_iteration", "objective", "average_output", "max_feature_idx", "feature_names", "feature_infos", "tree_sizes"];

    private const string Objective = "binary";

    public LightGBMHeader(LightGBMBlock block)
    {
        if (block.Text("version") is not ("v3" or "v4")) throw block.Error("version", $"is '{FileText.Told(block.Text("version"))}'", "v3 or v4");
        if (block.Integer("num_class", 0, int.MaxValue) is var classes and not 1) throw block.Error("num_class", $"is {classes}", "1: a model of several classes has no one risk");
        if (block.Integer("num_tree_per_iteration", 0, int.MaxValue) is var trees and not 1) throw block.Error("num_tree_per_iteration", $"is {trees}", "1");
        Sigmoid = SigmoidOf(block);
        IsAveraged = block.Has("average_output");
        var columns = block.Integer("max_feature_idx", 0, FileLimits.Columns - 1) + 1;
        Names = NamesOf(block, columns);
        Categories = CategoriesOf(block, columns);
        TreeCount = block.Has("tree_sizes") ? block.Count("tree_sizes") : null;
    }

    /// <summary>What the sum of the trees is multiplied by before it is log-odds.</summary>
    public double Sigmoid { get; }

    /// <summary>Whether the score is the mean of the trees and not their sum, as of a random forest.</summary>
    public bool IsAveraged { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>For each column the number of categories by the codes that training saw; 0 for a number.</summary>
    public int[] Categories { get; }

    /// <summary>How many trees there should be; null where the header does not tell.</summary>
    public int? TreeCount { get; }

    private static string[] NamesOf(LightGBMBlock block, int columns)
    {
        var names = block.Parts("feature_names", (columns, $", as max_feature_idx is {columns - 1}"));
        var longest = Array.FindIndex(names, n => n.Length > FileLimits.TextLength);
        if (longest >= 0) throw block.Error("feature_names", $"has '{FileText.Told(names[longest].Span)}' of {names[longest].Length} bytes as entry {longest}", $"names of at most {FileLimits.TextLength} bytes");
        var odd = Array.FindIndex(names, n => !FileText.IsVisible(n.Span));
        if (odd >= 0) throw block.Error("feature_names", $"has '{FileText.Told(names[odd].Span)}' as entry {odd}", "names in UTF-8 without control characters or others that cannot be seen");
        return [.. names.Select(n => Encoding.UTF8.GetString(n.Span))];
    }

    private static double SigmoidOf(LightGBMBlock block)
    {
        var parts = block.Text("objective").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [Objective, ..]) throw block.Error("objective", $"is '{FileText.Told(string.Join(' ', parts))}'", $"{Objective}; other objectives are not log-odds of one outcome");
        var sigmoid = parts.FirstOrDefault(p => p.StartsWith("sigmoid:", StringComparison.Ordinal));
        if (sigmoid is null || !double.TryParse(sigmoid["sigmoid:".Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) || !(factor > 0) || !double.IsFinite(factor))
            throw block.Error("objective", $"is '{FileText.Told(string.Join(' ', parts))}'", $"{Objective} sigmoid:K with a positive number K");
        return factor;
    }

    private static int[] CategoriesOf(LightGBMBlock block, int columns)
    {
        var infos = block.Parts("feature_infos", (columns, ""));
        var categories = new int[columns];
        for (var c = 0; c < columns; c++)
        {
            var info = infos[c].Span;
            // A range stands in brackets, a list of codes does not.
            if (info.SequenceEqual("none"u8) || info.StartsWith("["u8)) continue;
            foreach (var range in info.Split((byte)':'))
            {
                if (!int.TryParse(info[range], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) || code >= FileLimits.Categories)
                    throw block.Error("feature_infos", $"has '{FileText.Told(info)}' for column {c}", $"none, [least:most], or codes below {FileLimits.Categories} with colons");
                // The code -1 stands for values that training took for missing.
                categories[c] = Math.Max(categories[c], code + 1);
            }
        }

        return categories;
    }
}
