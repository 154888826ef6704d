namespace Predictor.Trees.Tests;

/// <summary>What trees are defined to do, in the plainest words.</summary>
internal static class LiteralWalk
{
    public static double Score(TreeEnsemble ensemble, double[] row)
    {
        var score = ensemble.BaseScore;
        foreach (var tree in ensemble.Trees)
        {
            var n = 0;
            while (tree.Column[n] != TreeData.Leaf) n = GoesLeft(ensemble, tree, n, row) ? tree.Left[n] : tree.Right[n];
            score += tree.Value[n];
        }

        return score;
    }

    public static bool GoesLeft(TreeEnsemble ensemble, TreeData tree, int node, double[] row)
    {
        var value = row[tree.Column[node]];
        if (double.IsNaN(value)) return tree.MissingGoesLeft[node];
        if (!ensemble.Columns[tree.Column[node]].IsCategorical)
        {
            var isNextToZero = value >= -TreeData.ZeroBand && value <= TreeData.ZeroBand;
            return tree.ZeroIsMissing?[node] == true && isNextToZero ? tree.MissingGoesLeft[node] : value <= tree.Threshold[node];
        }

        double read = ensemble.Data.CategoryRule switch
        {
            CategoryRule.Truncated => Math.Truncate(value),
            CategoryRule.TruncatedOthersLeft => value < 0 && (float)value != 0 ? double.NegativeInfinity : Math.Truncate((double)(float)value),
            _ => value,
        };
        var codes = Enumerable.Range(0, ensemble.Columns[tree.Column[node]].CategoryCount);
        if (codes.Any(c => c == read)) return tree.Categories![node]!.Any(c => c == read);
        return ensemble.Data.CategoryRule == CategoryRule.TruncatedOthersLeft || tree.MissingGoesLeft[node];
    }
}
