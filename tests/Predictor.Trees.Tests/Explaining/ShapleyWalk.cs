using Predictor.Trees.Scoring;

namespace Predictor.Trees.Tests.Explaining;

/// <summary>Walks one tree down all its paths and adds each leaf's share to the columns on its path.</summary>
internal readonly ref struct ShapleyWalk(Tree tree, ReadOnlySpan<double> row, Span<double> contributions)
{
    private readonly ReadOnlySpan<double> _row = row;
    private readonly Span<double> _contributions = contributions;

    /// <summary>The room that the paths of a tree need: one path for each level, each an element longer than the one above.</summary>
    public static int PathElements(int depth) => (depth + 2) * (depth + 3) / 2;

    /// <summary>Adds the contributions of the whole tree.</summary>
    /// <param name="paths">Room for the paths of all levels.</param>
    public void Walk(Span<PathElement> paths) => Visit(0, paths, 0, new PathElement { Column = -1, ZeroFraction = 1, OneFraction = 1 });

    /// <param name="node">Where the walk stands.</param>
    /// <param name="room">The path to its parent, and behind it room for those below.</param>
    /// <param name="length">How many elements the path to the parent has.</param>
    /// <param name="step">The step from the parent to this node.</param>
    private void Visit(int node, Span<PathElement> room, int length, PathElement step)
    {
        // So small a share that it rounds to nothing, on a way that the row does not go: nothing comes of it.
        if (step.ZeroFraction == 0 && step.OneFraction == 0) return;
        var path = room[..(length + 1)];
        Paths.Extend(path, length, step);
        if (tree.IsLeaf(node))
        {
            for (var i = 1; i < path.Length; i++)
            {
                var element = path[i];
                _contributions[element.Column] += Paths.WeightWithout(path, i) * (element.OneFraction - element.ZeroFraction) * tree.Value(node);
            }

            return;
        }

        var column = tree.Column(node);
        var (left, right) = (tree.Left(node), tree.Right(node));
        var (hot, cold) = tree.GoesLeft(node, _row[column]) ? (left, right) : (right, left);
        var cover = tree.Cover(left) + tree.Cover(right);
        var incoming = new PathElement { Column = column, ZeroFraction = 1, OneFraction = 1 };
        var known = Paths.IndexOf(path, column);
        if (known > 0)
        {
            // A column met before counts once: its earlier element is taken out, and goes into the new one as a factor.
            incoming = path[known];
            Paths.Remove(path, known);
            path = path[..^1];
        }

        // Below, the path grows in a copy, so that this one is whole for the other branch.
        var below = room[(length + 1)..];
        path.CopyTo(below);
        Visit(hot, below, path.Length, incoming with { ZeroFraction = incoming.ZeroFraction * (tree.Cover(hot) / cover) });
        path.CopyTo(below);
        Visit(cold, below, path.Length, incoming with { ZeroFraction = incoming.ZeroFraction * (tree.Cover(cold) / cover), OneFraction = 0 });
    }
}
