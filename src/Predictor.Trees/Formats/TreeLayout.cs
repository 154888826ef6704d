namespace Predictor.Trees.Formats;

/// <summary>
/// Lays a file's tree out anew: from the root, parents before children, without nodes that nothing leads to. Walks with a list of its own, so that neither a loop nor
/// a chain of a million nodes does harm.
/// </summary>
internal static class TreeLayout
{
    /// <param name="place">How messages name the tree.</param>
    /// <param name="nodes">How many nodes the file lists.</param>
    /// <param name="read">One node by its number in the file, 0 being the root; asked once a node.</param>
    /// <exception cref="ModelFormatException">The nodes are no tree, or it is too deep.</exception>
    public static TreeData Of(string place, int nodes, Func<int, FileNode> read)
    {
        var reached = new List<FileNode>();
        var isReached = new bool[nodes];
        var waiting = new Stack<(int Node, int Parent, bool IsLeft, int Depth)>();
        var left = new List<int>();
        var right = new List<int>();
        waiting.Push((0, -1, false, 0));
        while (waiting.TryPop(out var next))
        {
            if (next.Node < 0 || next.Node >= nodes) throw new ModelFormatException($"{place}: a node has the child {next.Node}; expected 1 to {nodes - 1}.");
            if (isReached[next.Node]) throw new ModelFormatException($"{place}: node {next.Node} is reached twice; expected one parent for each node, and no loops.");
            if (next.Depth > TreeData.MaximumDepth) throw new ModelFormatException($"{place}: node {next.Node} lies below {next.Depth} splits; expected at most {TreeData.MaximumDepth}.");
            isReached[next.Node] = true;
            var at = reached.Count;
            var node = read(next.Node);
            reached.Add(node);
            left.Add(0);
            right.Add(0);
            if (next.Parent >= 0) (next.IsLeft ? left : right)[next.Parent] = at;
            if (node.IsLeaf) continue;
            waiting.Push((node.Right, at, false, next.Depth + 1));
            waiting.Push((node.Left, at, true, next.Depth + 1));
        }

        return Data(reached, left, right);
    }

    private static TreeData Data(List<FileNode> nodes, List<int> left, List<int> right)
    {
        var covers = new double[nodes.Count];
        for (var n = nodes.Count - 1; n >= 0; n--) covers[n] = nodes[n].IsLeaf ? nodes[n].Cover : covers[left[n]] + covers[right[n]];
        return new TreeData
        {
            Column = [.. nodes.Select(n => n.IsLeaf ? TreeData.Leaf : n.Column)],
            Threshold = [.. nodes.Select(n => n.Threshold)],
            Categories = nodes.Exists(n => n.Codes is not null) ? [.. nodes.Select(n => n.Codes)] : null,
            MissingGoesLeft = [.. nodes.Select(n => n.MissingGoesLeft)],
            ZeroIsMissing = nodes.Exists(n => n.ZeroIsMissing) ? [.. nodes.Select(n => n.ZeroIsMissing)] : null,
            Left = left,
            Right = right,
            Value = [.. nodes.Select(n => n.Value)],
            Cover = covers,
        };
    }
}
