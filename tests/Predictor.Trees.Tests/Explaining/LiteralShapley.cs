namespace Predictor.Trees.Tests.Explaining;

/// <summary>
/// Shapley values by their definition: every set of columns is valued by going down the tree, along the row's own way where the split's column is in the set,
/// and both ways in proportion to the covers where it is not.
/// </summary>
internal static class LiteralShapley
{
    public static double[] Contributions(TreeEnsemble ensemble, double[] row) => Shares(ensemble.Columns.Count, Values(ensemble, row));

    /// <summary>Columns x columns: Lundberg's interaction values, with the weight |S|! (M - |S| - 2)! / (2 (M - 1)!) for the sets without the two columns.</summary>
    public static double[] Interactions(TreeEnsemble ensemble, double[] row)
    {
        var columns = ensemble.Columns.Count;
        var values = Values(ensemble, row);
        var contributions = Shares(columns, values);
        var interactions = new double[columns * columns];
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                if (i == j) continue;
                var (one, other) = (1 << i, 1 << j);
                for (var set = 0; set < values.Length; set++)
                {
                    if ((set & (one | other)) != 0) continue;
                    var size = int.PopCount(set);
                    interactions[(i * columns) + j] += Factorial(size) * Factorial(columns - size - 2) / (2 * Factorial(columns - 1))
                        * (values[set | one | other] - values[set | one] - values[set | other] + values[set]);
                }
            }

            interactions[(i * columns) + i] = contributions[i] - Enumerable.Range(0, columns).Where(j => j != i).Sum(j => interactions[(i * columns) + j]);
        }

        return interactions;
    }

    /// <summary>Contributions with what is not known taken from background rows, in turn.</summary>
    public static double[] Interventional(TreeEnsemble ensemble, double[] row, double[][] background)
    {
        var values = new double[1 << row.Length];
        for (var set = 0; set < values.Length; set++)
            values[set] = background.Average(b => LiteralWalk.Score(ensemble, [.. row.Select((x, c) => (set >> c & 1) == 1 ? x : b[c])]));
        return Shares(row.Length, values);
    }

    private static double[] Values(TreeEnsemble ensemble, double[] row)
    {
        var values = new double[1 << ensemble.Columns.Count];
        for (var set = 0; set < values.Length; set++) values[set] = ensemble.BaseScore + ensemble.Trees.Sum(tree => Value(ensemble, tree, 0, row, set));
        return values;
    }

    private static double[] Shares(int columns, double[] values)
    {
        var shares = new double[columns];
        for (var set = 0; set < values.Length; set++)
        {
            for (var c = 0; c < columns; c++)
            {
                if ((set >> c & 1) == 1) continue;
                var size = int.PopCount(set);
                shares[c] += Factorial(size) * Factorial(columns - size - 1) / Factorial(columns) * (values[set | 1 << c] - values[set]);
            }
        }

        return shares;
    }

    private static double Value(TreeEnsemble ensemble, TreeData tree, int n, double[] row, int set)
    {
        var c = tree.Column[n];
        if (c == TreeData.Leaf) return tree.Value[n];
        var left = Value(ensemble, tree, tree.Left[n], row, set);
        var right = Value(ensemble, tree, tree.Right[n], row, set);
        if ((set >> c & 1) == 0) return (tree.Cover[tree.Left[n]] * left + tree.Cover[tree.Right[n]] * right) / tree.Cover[n];
        return LiteralWalk.GoesLeft(ensemble, tree, n, row) ? left : right;
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
