using System.Text;

namespace Predictor.Trees.Formats.LightGBM;

/// <summary>Reads a model text from its first line to "end of trees"; what follows says nothing of scores.</summary>
internal static class LightGBMReader
{
    public static TreeEnsemble Read(ReadOnlyMemory<byte> bytes)
    {
        var lines = new LightGBMLines(bytes);
        if (!lines.TryNext()) throw new ModelFormatException("The file is empty; expected a LightGBM model, which begins with the line 'tree'.");
        if (!lines.Line.Span.SequenceEqual("tree"u8)) throw new ModelFormatException($"Line 1 is '{FileText.Told(lines.Line.Span)}'; expected 'tree', with which a LightGBM model begins.");
        var header = new LightGBMHeader(Block(lines, "header", LightGBMHeader.Keys));
        var trees = new List<LightGBMTree>();
        var totals = new FileTotals();
        while (!lines.Line.Span.SequenceEqual("end of trees"u8))
        {
            var name = $"Tree={trees.Count}";
            if (!Ascii.Equals(lines.Line.Span, name)) throw new ModelFormatException($"Line {lines.Number} is '{FileText.Told(lines.Line.Span)}'; expected '{name}' or 'end of trees'.");
            if (trees.Count == FileLimits.Trees) throw new ModelFormatException($"Line {lines.Number} begins one more tree ({name}); expected at most {FileLimits.Trees}.");
            trees.Add(new LightGBMTree(Block(lines, name, LightGBMTree.Keys), header.Names.Count, totals));
        }

        if (header.TreeCount is { } count && count != trees.Count) throw new ModelFormatException($"Line {lines.Number}: there are {trees.Count} trees; expected {count}, as many as tree_sizes has entries.");
        var columns = Columns(header, trees, totals);
        var factor = header.IsAveraged ? header.Sigmoid / Math.Max(1, trees.Count) : header.Sigmoid;
        return new TreeEnsemble(new TreeEnsembleData(0, [.. trees.Select(t => t.Data(factor))]) { CategoryRule = CategoryRule.Truncated }, columns);
    }

    private static LightGBMBlock Block(LightGBMLines lines, string name, string[] keys)
    {
        var block = new LightGBMBlock(name, keys);
        while (lines.TryNext())
        {
            if (IsBoundary(lines.Line.Span)) return block;
            if (!lines.Line.IsEmpty) block.Add(lines);
        }

        throw Truncated(lines);
    }

    private static bool IsBoundary(ReadOnlySpan<byte> line) => line.StartsWith("Tree="u8) || line.SequenceEqual("end of trees"u8);

    private static ModelFormatException Truncated(LightGBMLines lines) => new($"The file ends at line {lines.Number} without the line 'end of trees'; it may have been cut short.");

    private static TreeColumn[] Columns(LightGBMHeader header, List<LightGBMTree> trees, FileTotals totals)
    {
        var counts = header.Categories;
        var isCategory = new bool[counts.Length];
        foreach (var (column, codes) in trees.SelectMany(t => t.CategorySplits))
        {
            isCategory[column] = true;
            counts[column] = Math.Max(counts[column], codes);
        }

        foreach (var column in trees.SelectMany(t => t.NumberSplits))
        {
            if (isCategory[column]) throw new ModelFormatException($"Column {FileText.Told(header.Names[column])} is split on as a category and as a number; expected one of them.");
            counts[column] = 0;
        }

        TreeColumn[] columns = [.. header.Names.Select((name, c) => new TreeColumn(name, counts[c]))];
        foreach (var tree in trees)
        {
            foreach (var (column, _) in tree.CategorySplits) totals.AddSplit(tree.Name, columns[column]);
        }

        return columns;
    }
}
