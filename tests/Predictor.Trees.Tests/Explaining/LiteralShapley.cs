namespace Predictor.Trees.Tests.Explaining;

/// <summary>
/// Shapley values by their definition: every set of columns is valued by going down the tree, along the row's own way where the split's column is in the set,
/// and both ways in proportion to the covers where it is not.
/// </summary>
internal static class LiteralShapley
{
    public static double[] Contributions(TreeEnsemble ensemble, double[] row)
    {
        var columns = ensemble.Columns.Count;
        var values = new double[1 << columns];
        for (var set = 0; set < values.Length; set++) values[set] = ensemble.BaseScore + ensemble.Trees.Sum(tree => Value(ensemble, tree, 0, row, set));
        var contributions = new double[columns];
        for (var set = 0; set < values.Length; set++)
        {
            for (var c = 0; c < columns; c++)
            {
                if ((set >> c & 1) == 1) continue;
                var size = int.PopCount(set);
                contributions[c] += Factorial(size) * Factorial(columns - size - 1) / Factorial(columns) * (values[set | 1 << c] - values[set]);
            }
        }

        return contributions;
    }

    private static double Value(TreeEnsemble ensemble, TreeData tree, int n, double[] row, int set)
    {
        var c = tree.Column[n];
        if (c == TreeData.Leaf) return tree.Value[n];
        var left = Value(ensemble, tree, tree.Left[n], row, set);
        var right = Value(ensemble, tree, tree.Right[n], row, set);
        if ((set >> c & 1) == 0) return (tree.Cover[tree.Left[n]] * left + tree.Cover[tree.Right[n]] * right) / tree.Cover[n];
        var isCategory = ensemble.Columns[c].IsCategorical;
        var isMissing = double.IsNaN(row[c]) || (isCategory && row[c] >= ensemble.Columns[c].CategoryCount);
        var isLeft = isMissing ? tree.MissingGoesLeft[n] : isCategory ? tree.Categories![n]!.Contains((int)row[c]) : row[c] <= tree.Threshold[n];
        return isLeft ? left : right;
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
