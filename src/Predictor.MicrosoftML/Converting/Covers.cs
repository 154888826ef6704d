using Predictor.Risk.Engines;
using Predictor.Trees;

namespace Predictor.MicrosoftML.Converting;

/// <summary>ML.NET keeps no count of the rows in a node: the training rows are sent through the tree again, and their weights added.</summary>
internal static class Covers
{
    // A leaf that no training row reaches, as beyond the last bin of a curve, still has to be a part of its tree.
    private const double Least = 1e-9;

    public static TreeData Of(TreeData tree, TrainingRows rows, int[] selection)
    {
        var left = tree.Categories?.Select(c => c?.ToHashSet()).ToList();
        var cover = new double[tree.Column.Count];
        foreach (var row in selection)
        {
            var values = rows.Row(row);
            var node = 0;
            while (tree.Column[node] != TreeData.Leaf)
            {
                var value = values[tree.Column[node]];
                var goesLeft = double.IsNaN(value) ? tree.MissingGoesLeft[node] : left?[node] is { } codes ? codes.Contains((int)value) : value <= tree.Threshold[node];
                node = goesLeft ? tree.Left[node] : tree.Right[node];
            }

            cover[node] += rows.Weights[row];
        }

        // Children stand after their parents.
        for (var node = cover.Length - 1; node >= 0; node--) cover[node] = tree.Column[node] == TreeData.Leaf ? Math.Max(cover[node], Least) : cover[tree.Left[node]] + cover[tree.Right[node]];
        return tree with { Cover = cover };
    }
}
