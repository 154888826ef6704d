using System.Globalization;

namespace Predictor.Trees.Formats.LightGBM;

/// <summary>What the header says of the whole model, checked.</summary>
internal sealed class LightGBMHeader
{
    private const string Objective = "binary";

    public LightGBMHeader(LightGBMBlock block)
    {
        if (block.Text("version") is not ("v3" or "v4")) throw block.Error("version", $"is '{block.Text("version")}'", "v3 or v4");
        if (block.Integer("num_class", 0, int.MaxValue) is var classes and not 1) throw block.Error("num_class", $"is {classes}", "1: a model of several classes has no one risk");
        if (block.Integer("num_tree_per_iteration", 0, int.MaxValue) is var trees and not 1) throw block.Error("num_tree_per_iteration", $"is {trees}", "1");
        Sigmoid = SigmoidOf(block);
        IsAveraged = block.Has("average_output");
        Names = block.Text("feature_names").Split(' ');
        var columns = block.Integer("max_feature_idx", 0, FileLimits.Columns - 1) + 1;
        if (Names.Count != columns) throw block.Error("feature_names", $"has {Names.Count} entries", $"{columns}, as max_feature_idx is {columns - 1}");
        Categories = CategoriesOf(block, columns);
        TreeCount = block.Has("tree_sizes") ? block.Text("tree_sizes").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length : null;
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

    private static double SigmoidOf(LightGBMBlock block)
    {
        var parts = block.Text("objective").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [Objective, ..]) throw block.Error("objective", $"is '{string.Join(' ', parts)}'", $"{Objective}; other objectives are not log-odds of one outcome");
        var sigmoid = parts.FirstOrDefault(p => p.StartsWith("sigmoid:", StringComparison.Ordinal));
        if (sigmoid is null || !double.TryParse(sigmoid["sigmoid:".Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) || !(factor > 0) || !double.IsFinite(factor))
            throw block.Error("objective", $"is '{string.Join(' ', parts)}'", $"{Objective} sigmoid:K with a positive number K");
        return factor;
    }

    private static int[] CategoriesOf(LightGBMBlock block, int columns)
    {
        var infos = block.Text("feature_infos").Split(' ');
        if (infos.Length != columns) throw block.Error("feature_infos", $"has {infos.Length} entries", $"{columns}");
        var categories = new int[columns];
        for (var c = 0; c < columns; c++)
        {
            // A range stands in brackets, a list of codes does not.
            if (infos[c] is "none" || infos[c].StartsWith('[')) continue;
            foreach (var range in infos[c].AsSpan().Split(':'))
            {
                if (!int.TryParse(infos[c].AsSpan(range), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) || code >= FileLimits.Categories)
                    throw block.Error("feature_infos", $"has '{infos[c][..Math.Min(40, infos[c].Length)]}' for column {c}", $"none, [least:most], or codes below {FileLimits.Categories} with colons");
                // The code -1 stands for values that training took for missing.
                categories[c] = Math.Max(categories[c], code + 1);
            }
        }

        return categories;
    }
}
