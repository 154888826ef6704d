using Predictor.Risk.Engines;
using Predictor.Trees;

namespace Predictor.Risk.Importing;

/// <summary>Rewrites trees from a file's columns to features: the same splits, with a place for each category that the feature has.</summary>
internal static class ColumnBinding
{
    /// <param name="file">The trees with the columns of their file.</param>
    /// <param name="columns">The features, in the order of the file's columns.</param>
    /// <exception cref="ImportException">A split does not fit its feature; every such feature is named.</exception>
    public static TreeEnsembleData Of(TreeEnsemble file, IReadOnlyList<FeatureColumn> columns)
    {
        var problems = new List<string>();
        for (var c = 0; c < columns.Count; c++)
        {
            var known = file.Columns[c].CategoryCount;
            if (columns[c].Categories is not { } categories)
            {
                if (known > 0) problems.Add($"{columns[c].Code}: is a number; the model splits on it as a category.");
            }
            else if (known > categories.Count)
            {
                problems.Add($"{columns[c].Code}: the model knows the code {known - 1}; expected 0 to {categories.Count - 1}, as {categories.Count} categories are given.");
            }
        }

        if (problems.Count > 0) throw ImportException.Of(problems);
        return file.Data with { Trees = [.. file.Trees.Select(t => Bound(t, file, columns))] };
    }

    private static TreeData Bound(TreeData tree, TreeEnsemble file, IReadOnlyList<FeatureColumn> columns)
    {
        var codes = new IReadOnlyList<int>?[tree.Column.Count];
        var thresholds = tree.Threshold.ToArray();
        for (var n = 0; n < codes.Length; n++)
        {
            if (tree.Column[n] == TreeData.Leaf || columns[tree.Column[n]].Categories is not { } categories) continue;
            // Asked once for each category, of which there may be thousands.
            var left = tree.Categories?[n]?.ToHashSet();
            codes[n] = [.. Enumerable.Range(0, categories.Count).Where(code => GoesLeft(tree, n, left, code, file))];
            thresholds[n] = 0;
        }

        return tree with
        {
            Threshold = thresholds,
            Categories = codes.Any(c => c is not null) ? codes : null,
            ZeroIsMissing = tree.ZeroIsMissing is { } zeros && zeros.Where((z, n) => z && codes[n] is null).Any() ? [.. zeros.Select((z, n) => z && codes[n] is null)] : null,
        };
    }

    private static bool GoesLeft(TreeData tree, int node, HashSet<int>? left, int code, TreeEnsemble file)
    {
        if (left is not null)
        {
            // Beyond what the file tells of, a code goes where the file's library sends what it does not know.
            return code < file.Columns[tree.Column[node]].CategoryCount ? left.Contains(code) : file.Data.CategoryRule == CategoryRule.TruncatedOthersLeft || tree.MissingGoesLeft[node];
        }

        // A model may have taken the codes for numbers.
        return code == 0 && tree.ZeroIsMissing?[node] == true ? tree.MissingGoesLeft[node] : code <= tree.Threshold[node];
    }
}
