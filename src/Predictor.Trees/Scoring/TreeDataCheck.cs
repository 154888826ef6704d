using Predictor.Trees.Formats;

namespace Predictor.Trees.Scoring;

/// <summary>Refuses trees that could not be walked, or that no training can have made: files come from outside.</summary>
internal static class TreeDataCheck
{
    // Sums of covers were rounded in the making, and differently by every maker.
    private const double CoverTolerance = 1e-3;

    /// <exception cref="ArgumentException">The message names the tree, the field, its value and what was expected.</exception>
    public static void Check(TreeEnsembleData data, IReadOnlyList<TreeColumn> columns)
    {
        if (!double.IsFinite(data.BaseScore)) throw Error("baseScore", $"{data.BaseScore:R}", "a finite number");
        // JSON without the field, or with a null in it, yields null whatever the type says.
        if (!Enum.IsDefined(data.CategoryRule)) throw Error("categoryRule", $"{data.CategoryRule}", "one that this version knows");
        if (data.Trees is null) throw Error("trees", "missing", "a list, which may be empty");
        if (columns.Select(c => c.Problem()).FirstOrDefault(p => p is not null) is { } problem) throw new ArgumentException($"{problem}.");
        for (var t = 0; t < data.Trees.Count; t++) Check($"trees[{t}]", data.Trees[t], columns);
        CheckReach(data);
    }

    /// <summary>Leaves that are finite each can still add up to a score that is not.</summary>
    private static void CheckReach(TreeEnsembleData data)
    {
        var reach = Math.Abs(data.BaseScore);
        for (var t = 0; t < data.Trees.Count; t++)
        {
            var largest = 0.0;
            for (var n = 0; n < data.Trees[t].Column.Count; n++)
            {
                if (data.Trees[t].Column[n] == TreeData.Leaf) largest = Math.Max(largest, Math.Abs(data.Trees[t].Value[n]));
            }

            reach += largest;
            if (!double.IsFinite(reach)) throw Error($"trees[{t}].value", $"{largest:R} at its largest", "values whose sum with those of the base score and of the trees before is finite");
        }
    }

    private static void Check(string field, TreeData tree, IReadOnlyList<TreeColumn> columns)
    {
        if (tree is null) throw Error(field, "null", "a tree");
        if (tree.Column is null || tree.Column.Count == 0) throw Error($"{field}.column", tree.Column is null ? "missing" : "empty", "one entry a node, at least one");
        var nodes = tree.Column.Count;
        CheckLength($"{field}.threshold", tree.Threshold, nodes);
        if (tree.Categories is not null) CheckLength($"{field}.categories", tree.Categories, nodes);
        CheckLength($"{field}.missingGoesLeft", tree.MissingGoesLeft, nodes);
        if (tree.ZeroIsMissing is not null) CheckLength($"{field}.zeroIsMissing", tree.ZeroIsMissing, nodes);
        CheckLength($"{field}.left", tree.Left, nodes);
        CheckLength($"{field}.right", tree.Right, nodes);
        CheckLength($"{field}.value", tree.Value, nodes);
        CheckLength($"{field}.cover", tree.Cover, nodes);
        var parents = new int[nodes];
        for (var n = 0; n < nodes; n++)
        {
            if (!(tree.Cover[n] > 0) || double.IsInfinity(tree.Cover[n])) throw Error($"{field}.cover[{n}]", $"{tree.Cover[n]:R}", "a positive finite number");
        }

        for (var n = 0; n < nodes; n++)
        {
            if (tree.Column[n] == TreeData.Leaf) CheckFinite($"{field}.value[{n}]", tree.Value[n]);
            else CheckSplit(field, tree, n, columns, parents);
        }

        for (var n = 1; n < nodes; n++)
        {
            if (parents[n] != 1) throw new ArgumentException($"The trees' {field}.left and {field}.right name node {n} {parents[n]} times; expected once, as each node but the root has one parent.");
        }

        CheckDepth(field, tree);
    }

    private static void CheckSplit(string field, TreeData tree, int n, IReadOnlyList<TreeColumn> columns, int[] parents)
    {
        if (tree.Column[n] < 0 || tree.Column[n] >= columns.Count) throw Error($"{field}.column[{n}]", $"{tree.Column[n]}", $"0 to {columns.Count - 1}, or {TreeData.Leaf} for a leaf");
        CheckChild($"{field}.left[{n}]", tree.Left[n], n, parents);
        CheckChild($"{field}.right[{n}]", tree.Right[n], n, parents);
        var column = columns[tree.Column[n]];
        var categories = tree.Categories?[n];
        if (column.IsCategorical) CheckCategories($"{field}.categories[{n}]", categories, column);
        else if (categories is not null) throw Error($"{field}.categories[{n}]", $"{categories.Count} entries", $"null, as {FileText.Told(column.Name)} is a number");
        else if (!double.IsPositiveInfinity(tree.Threshold[n])) CheckFinite($"{field}.threshold[{n}]", tree.Threshold[n]);
        if (column.IsCategorical && tree.ZeroIsMissing?[n] == true) throw Error($"{field}.zeroIsMissing[{n}]", "true", $"false, as {FileText.Told(column.Name)} is a category");
        var children = tree.Cover[tree.Left[n]] + tree.Cover[tree.Right[n]];
        if (!(Math.Abs(children - tree.Cover[n]) <= CoverTolerance * tree.Cover[n]))
            throw Error($"{field}.cover[{n}]", $"{tree.Cover[n]:R}", $"{children:R}, the sum of its children's");
    }

    private static void CheckDepth(string field, TreeData tree)
    {
        var depths = new int[tree.Column.Count];
        for (var n = 0; n < depths.Length; n++)
        {
            if (depths[n] > TreeData.MaximumDepth) throw Error($"{field}.column[{n}]", $"a node below {depths[n]} splits", $"at most {TreeData.MaximumDepth}");
            if (tree.Column[n] == TreeData.Leaf) continue;
            // Children stand after their parents.
            depths[tree.Left[n]] = depths[n] + 1;
            depths[tree.Right[n]] = depths[n] + 1;
        }
    }

    private static void CheckChild(string field, int child, int node, int[] parents)
    {
        // Being after the parent, a child cannot lead back to it: every walk ends.
        if (child <= node || child >= parents.Length) throw Error(field, $"{child}", $"{node + 1} to {parents.Length - 1}, a node after its parent");
        parents[child]++;
    }

    private static void CheckCategories(string field, IReadOnlyList<int>? categories, TreeColumn column)
    {
        if (categories is null) throw Error(field, "null", $"codes of {FileText.Told(column.Name)}, which is a category");
        for (var i = 0; i < categories.Count; i++)
        {
            if (categories[i] < 0 || categories[i] >= column.CategoryCount) throw Error($"{field}[{i}]", $"{categories[i]}", $"0 to {column.CategoryCount - 1}, a category of {FileText.Told(column.Name)}");
            if (i > 0 && categories[i] <= categories[i - 1]) throw Error($"{field}[{i}]", $"{categories[i]}", $"more than the code before, {categories[i - 1]}");
        }
    }

    private static void CheckLength<T>(string field, IReadOnlyList<T>? list, int nodes)
    {
        if (list is null) throw Error(field, "missing", $"{nodes} entries, one a node");
        if (list.Count != nodes) throw Error(field, $"{list.Count} entries", $"{nodes}, one a node");
    }

    private static void CheckFinite(string field, double value)
    {
        if (!double.IsFinite(value)) throw Error(field, $"{value:R}", "a finite number");
    }

    private static ArgumentException Error(string field, string actual, string expected) => new($"The trees' {field} is {actual}; expected {expected}.");
}
