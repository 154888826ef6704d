using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;
using Predictor.Risk.Engines;
using Predictor.Risk.Engines.MicrosoftML;
using Predictor.Risk.Engines.Trees;
using Predictor.Trees;
using Predictor.Trees.Formats;

namespace Predictor.MicrosoftML.Converting;

/// <summary>
/// Turns trees and additive curves of ML.NET into trees over the features themselves. Imputation goes into the trees: a missing number goes where its mean goes, and a split on its mark parts
/// what is missing from all numbers.
/// </summary>
/// <param name="layout">What the entries of ML.NET's vector stand for.</param>
/// <param name="imputed">The vector of a row in which everything is missing.</param>
internal sealed class TreeConversion(Layout layout, float[] imputed)
{
    /// <summary>FastTree: a row goes left where its entry is at most the threshold; a child below 0 is the leaf <c>~child</c>.</summary>
    public TreesModel Of(RegressionTreeEnsemble ensemble, PlattCalibrator calibrator, TrainingRows rows, int[] selection)
    {
        var trees = new List<TreeData>();
        for (var t = 0; t < ensemble.Trees.Count; t++) trees.Add(Tree(ensemble.Trees[t], -calibrator.Slope * ensemble.TreeWeights[t], t));
        return Model((-calibrator.Slope * ensemble.Bias) - calibrator.Offset, trees, rows, selection, MicrosoftMLNames.FastTree);
    }

    /// <summary>The additive model: the curve of each entry as a tree, a bin holding what is at most its upper bound.</summary>
    public TreesModel Of(GamBinaryModelParameters gam, PlattCalibrator calibrator, TrainingRows rows, int[] selection)
    {
        var trees = new List<TreeData>();
        // ML.NET counts the curves without the entries it left out, and asks for them by entry: that is clear only where none is left out.
        if (gam.NumberOfShapeFunctions != layout.Slots.Count) throw new ConversionException($"ML.NET's additive model has {gam.NumberOfShapeFunctions} curves; expected {layout.Slots.Count}, one for each entry of the vector.");
        for (var s = 0; s < layout.Slots.Count; s++)
        {
            var bounds = gam.GetBinUpperBounds(s);
            double[] effects = [.. gam.GetBinEffects(s).Select(e => -calibrator.Slope * e)];
            if (effects.All(e => e == 0)) continue;
            var nodes = new List<FileNode>();
            Curve(nodes, s, bounds, effects, 0, effects.Length - 1);
            trees.Add(TreeLayout.Of($"shape {s}", nodes.Count, n => nodes[n]));
        }

        return Model((-calibrator.Slope * gam.Bias) - calibrator.Offset, trees, rows, selection, MicrosoftMLNames.Gam);
    }

    private TreesModel Model(double baseScore, List<TreeData> trees, TrainingRows rows, int[] selection, string engine)
    {
        var covered = trees.ConvertAll(t => Covers.Of(t, rows, selection));
        return new TreesModel(new TreeEnsemble(new TreeEnsembleData(baseScore, covered), TreeColumns.Of(layout.Columns)), engine);
    }

    private TreeData Tree(RegressionTree tree, double factor, int index)
    {
        // In the list of nodes the splits come first, then the leaves.
        int Place(int child)
        {
            while (child >= 0 && Sole(layout.Slots[tree.NumericalSplitFeatureIndexes[child]], tree.NumericalSplitThresholds[child]) is { } goesLeft) child = goesLeft ? tree.LeftChild[child] : tree.RightChild[child];
            return child >= 0 ? child : tree.NumberOfNodes + ~child;
        }

        if (tree.CategoricalSplitFlags.Any(c => c)) throw new ConversionException($"Tree {index} of ML.NET splits on sets of categories; expected splits on one entry of the vector each.");
        var root = tree.NumberOfNodes == 0 ? 0 : Place(0);
        // A layout begins at node 0, which may itself have but one way.
        return TreeLayout.Of($"tree {index}", tree.NumberOfNodes + tree.NumberOfLeaves, n => Node(n == 0 ? root : n));

        FileNode Node(int n) => n >= tree.NumberOfNodes
            ? new FileNode { IsLeaf = true, Value = factor * tree.LeafValues[n - tree.NumberOfNodes], Cover = 1 }
            : Split(tree.NumericalSplitFeatureIndexes[n], tree.NumericalSplitThresholds[n]) with { Left = Place(tree.LeftChild[n]), Right = Place(tree.RightChild[n]) };
    }

    private void Curve(List<FileNode> nodes, int slot, IReadOnlyList<double> bounds, double[] effects, int first, int last)
    {
        var at = nodes.Count;
        if (effects.AsSpan(first..(last + 1)).IndexOfAnyExcept(effects[first]) < 0)
        {
            nodes.Add(new FileNode { IsLeaf = true, Value = effects[first], Cover = 1 });
            return;
        }

        // The middle, so that a curve of 255 bins is eight splits deep.
        var middle = (first + last) / 2;
        var bound = Single(bounds[middle]);
        var sole = Sole(layout.Slots[slot], bound);
        if (sole is { } goesLeft)
        {
            Curve(nodes, slot, bounds, effects, goesLeft ? first : middle + 1, goesLeft ? middle : last);
            return;
        }

        nodes.Add(default);
        var left = nodes.Count;
        Curve(nodes, slot, bounds, effects, first, middle);
        var right = nodes.Count;
        Curve(nodes, slot, bounds, effects, middle + 1, last);
        nodes[at] = Split(slot, bound) with { Left = left, Right = right };
    }

    /// <summary>Where a split has but one way, as a mark of 0 or 1 beside a threshold of 2, whether that is left; else null.</summary>
    private static bool? Sole(Slot slot, float threshold) => slot.Kind == SlotKind.Number || (threshold >= 0 && threshold < 1) ? null : threshold >= 1;

    private FileNode Split(int slot, float threshold)
    {
        var (kind, column, code) = layout.Slots[slot];
        return kind switch
        {
            SlotKind.Number => new FileNode { Column = column, Threshold = SingleThreshold.AtMost(threshold), MissingGoesLeft = imputed[slot] <= threshold },
            // A mark of 0 goes left, and every number has it.
            SlotKind.Missing => new FileNode { Column = column, Threshold = double.PositiveInfinity, MissingGoesLeft = false },
            // All other categories go left, and what is missing is none of them.
            _ => new FileNode { Column = column, Codes = [.. Enumerable.Range(0, layout.Columns[column].Categories!.Count).Where(c => c != code)], MissingGoesLeft = true },
        };
    }

    /// <summary>The largest single that is at most a bound: entries are single, so that nothing lies between.</summary>
    private static float Single(double bound)
    {
        var single = (float)bound;
        return single > bound ? MathF.BitDecrement(single) : single;
    }
}
