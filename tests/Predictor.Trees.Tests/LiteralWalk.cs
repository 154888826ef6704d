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
        if (!ensemble.Columns[tree.Column[node]].IsCategorical) return double.IsNaN(value) ? tree.MissingGoesLeft[node] : value <= tree.Threshold[node];
        var codes = Enumerable.Range(0, ensemble.Columns[tree.Column[node]].CategoryCount);
        return codes.Any(c => c == value) ? tree.Categories![node]!.Any(c => c == value) : tree.MissingGoesLeft[node];
    }
}
