namespace Predictor.Trees.Tests;

/// <summary>Small trees as files may hold them: repeated columns on a path, categories, any covers, and rows with what no training has seen.</summary>
internal static class RandomTrees
{
    public static readonly TreeColumn[] Columns = [new("a"), new("b"), new("c", 5), new("d"), new("e", 2)];

    /// <summary>Columns that kernels treat in all their ways: sets of categories that just fill a word, that just do not, and that fill many.</summary>
    public static readonly TreeColumn[] AllKinds = [new("a"), new("b"), new("c", 5), new("d"), new("e", 62), new("f", 63), new("g", 1), new("h", 300)];

    private static readonly double[] ZeroEdges =
        [TreeData.ZeroBand, -TreeData.ZeroBand, Math.BitIncrement(TreeData.ZeroBand), Math.BitDecrement(-TreeData.ZeroBand), Math.BitDecrement(TreeData.ZeroBand)];

    private static readonly double[] HardNumbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, .. ZeroEdges];

    private static readonly double[] NoCodes = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, -0.5, 0.5, 1e300, 4294967296, int.MaxValue, -double.Epsilon, double.Epsilon];

    public static TreeEnsemble Ensemble(Random random, int trees, int depth) => Ensemble(random, trees, depth, Columns);

    public static TreeEnsemble Ensemble(Random random, int trees, int depth, TreeColumn[] columns) =>
        new(new TreeEnsembleData(random.NextDouble() - 0.5, [.. Enumerable.Range(0, trees).Select(_ => Tree(random, depth, columns))]), columns);

    /// <param name="random">Where chance comes from.</param>
    /// <param name="depth">The most splits on a path.</param>
    /// <param name="columns">What it may split on.</param>
    public static TreeData Tree(Random random, int depth, TreeColumn[] columns)
    {
        var nodes = new List<(int Column, double Threshold, IReadOnlyList<int>? Codes, bool IsMissingLeft, int Left, int Right, double Value, double Cover)>();
        Add(depth, 0.5 + random.NextDouble() * 100);
        return new TreeData
        {
            Column = [.. nodes.Select(n => n.Column)],
            Threshold = [.. nodes.Select(n => n.Threshold)],
            Categories = [.. nodes.Select(n => n.Codes)],
            MissingGoesLeft = [.. nodes.Select(n => n.IsMissingLeft)],
            Left = [.. nodes.Select(n => n.Left)],
            Right = [.. nodes.Select(n => n.Right)],
            Value = [.. nodes.Select(n => n.Value)],
            Cover = [.. nodes.Select(n => n.Cover)],
        };

        int Add(int room, double cover)
        {
            var at = nodes.Count;
            nodes.Add((TreeData.Leaf, 0, null, false, 0, 0, random.NextDouble() * 2 - 1, cover));
            if (room == 0 || (at > 0 && random.Next(5) == 0)) return at;
            var column = random.Next(columns.Length);
            var codes = columns[column].IsCategorical ? Enumerable.Range(0, columns[column].CategoryCount).Where(_ => random.Next(2) == 0).ToArray() : null;
            var share = 0.02 + 0.96 * random.NextDouble();
            var left = Add(room - 1, cover * share);
            var right = Add(room - 1, cover * (1 - share));
            nodes[at] = (column, codes is null ? random.Next(-3, 4) / 2.0 : 0, codes, random.Next(2) == 0, left, right, 0, cover);
            return at;
        }
    }

    /// <summary>The same trees as another library might have made them: its rule for categories, zeros that are missing, thresholds at the edges of that, and at infinity.</summary>
    public static TreeEnsemble AsOfOthers(Random random, TreeEnsemble ensemble)
    {
        var rules = Enum.GetValues<CategoryRule>();
        return new TreeEnsemble(ensemble.Data with { CategoryRule = rules[random.Next(rules.Length)], Trees = [.. ensemble.Trees.Select(Other)] }, ensemble.Columns);

        TreeData Other(TreeData tree) => tree with
        {
            ZeroIsMissing = [.. tree.Column.Select(c => IsNumber(c) && random.Next(2) == 0)],
            Threshold = [.. tree.Threshold.Select((t, n) => !IsNumber(tree.Column[n]) ? t : random.Next(8) switch { 0 => double.PositiveInfinity, 1 => ZeroEdges[random.Next(ZeroEdges.Length)], _ => t })],
        };

        bool IsNumber(int column) => column != TreeData.Leaf && !ensemble.Columns[column].IsCategorical;
    }

    public static double[] Row(Random random) =>
        [.. Columns.Select(c => random.Next(5) == 0 ? double.NaN : c.IsCategorical ? random.Next(c.CategoryCount + 1) : random.Next(-4, 5) / 2.0)];

    /// <summary>A row that lies on thresholds, or one step beside them, and has much that is no number and no code.</summary>
    public static double[] HardRow(Random random, TreeEnsemble ensemble)
    {
        return [.. ensemble.Columns.Select((c, i) => c.IsCategorical ? Code(c.CategoryCount) : Number(i))];

        double Code(int count) => random.Next(4) == 0 ? NoCodes[random.Next(NoCodes.Length)] : random.Next(8) == 0 ? -0.0 : random.Next(count + 2);

        double Number(int column)
        {
            if (random.Next(4) == 0) return HardNumbers[random.Next(HardNumbers.Length)];
            double[] thresholds = [.. ensemble.Trees.SelectMany(t => t.Threshold.Where((_, n) => t.Column[n] == column)).Append(random.NextDouble())];
            var threshold = thresholds[random.Next(thresholds.Length)];
            return random.Next(3) switch
            {
                0 => threshold,
                1 => Math.BitIncrement(threshold),
                _ => Math.BitDecrement(threshold),
            };
        }
    }
}
