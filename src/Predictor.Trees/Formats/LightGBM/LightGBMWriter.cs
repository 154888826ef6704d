using System.Globalization;
using System.Text;

namespace Predictor.Trees.Formats.LightGBM;

/// <summary>Writes a model text.</summary>
internal static class LightGBMWriter
{
    public static byte[] Text(TreeEnsemble ensemble)
    {
        var names = ensemble.Columns.Select(c => LightGBMText.NameOf(c.Name)).ToList();
        if (names.Count == 0) throw new ArgumentException("The trees have no column; expected at least one, as LightGBM does.", nameof(ensemble));
        if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"Two columns would be called {twice.Key}; expected names that differ in more than white space.", nameof(ensemble));
        var trees = Trees(ensemble);
        var text = new StringBuilder();
        Line("tree");
        Line("version=v4");
        Line("num_class=1");
        Line("num_tree_per_iteration=1");
        Line("label_index=0");
        Line(Invariant($"max_feature_idx={names.Count - 1}"));
        Line("objective=binary sigmoid:1");
        Line($"feature_names={string.Join(' ', names)}");
        if (ensemble.Columns.Any(c => c.Direction != 0)) Line($"monotone_constraints={Joined(ensemble.Columns.Select(c => c.Direction))}");
        Line($"feature_infos={string.Join(' ', ensemble.Columns.Select(Info))}");
        Line($"tree_sizes={Joined(trees.Select(t => Encoding.UTF8.GetByteCount(t)))}");
        Line("");
        foreach (var tree in trees) text.Append(tree);
        Line("end of trees");
        Line("");
        Line("feature_importances:");
        Line("");
        Line("parameters:");
        Line("end of parameters");
        return Encoding.UTF8.GetBytes(text.ToString());

        void Line(string line) => text.Append(line).Append('\n');
    }

    /// <summary>Numbers with spaces between them, each to the last bit; infinity as LightGBM writes it.</summary>
    public static string Joined<T>(IEnumerable<T> numbers)
        where T : IFormattable => string.Join(' ', numbers.Select(n => n is double.PositiveInfinity ? "inf" : n.ToString(null, CultureInfo.InvariantCulture)));

    private static List<string> Trees(TreeEnsemble ensemble)
    {
        // LightGBM has no base score. Added to the leaves of the first tree, it gives the very sums that it gives here, where it is what the first tree is added to.
        if (ensemble.Trees.Count == 0) return [new LightGBMTreeText(Constant, ensemble.Columns, ensemble.BaseScore).Text(0)];
        return [.. ensemble.Trees.Select((tree, t) => new LightGBMTreeText(tree, ensemble.Columns, t == 0 ? ensemble.BaseScore : 0).Text(t))];
    }

    private static TreeData Constant { get; } = new() { Column = [TreeData.Leaf], Threshold = [0], MissingGoesLeft = [false], Left = [0], Right = [0], Value = [0], Cover = [1] };

    // Ranges of numbers are not known here; LightGBM reads none of this when it scores.
    private static string Info(TreeColumn column) => column.IsCategorical ? string.Join(':', Enumerable.Range(0, column.CategoryCount).Select(c => c.ToString(CultureInfo.InvariantCulture))) : "[-inf:inf]";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
