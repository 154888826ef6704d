namespace Predictor.Trees.Additive;

/// <summary>
/// Makes one model of the folds' models: the mean of their tables, with neighbours that are nearly alike merged, and what a pair holds of its columns alone
/// moved to theirs. The steps are in such an order, and all moves so exact, that a direction is kept to the bit.
/// </summary>
internal sealed class Assembly
{
    private readonly AdditiveOptions _options;
    private readonly BinnedTable _table;
    private readonly TermSet _terms;
    private readonly FoldRun[] _runs;
    private readonly double[] _rowWeights;
    private readonly double _allWeight;
    private double _intercept;

    public Assembly(AdditiveOptions options, BinnedTable table, TermSet terms, FoldRun[] runs, double[] weights)
    {
        (_options, _table, _terms, _runs) = (options, table, terms, runs);
        var places = terms.Rows.Rows;
        _rowWeights = new double[places.Length];
        for (var place = 0; place < places.Length; place++) _rowWeights[place] = places[place] == FoldRows.None ? 0 : weights[places[place]];
        foreach (var weight in weights) _allWeight += weight;
    }

    public AdditiveModelData Assemble()
    {
        _intercept = Grid.Round(_runs.Average(r => r.BaseScore));
        var pairs = ChosenPairs().ConvertAll(p => new PairTables(p.First, p.Second, Weights(_terms.Pair(p.First, p.Second)), Mean(p.First, p.Second), EachFold(p.First, p.Second)));
        var columns = _terms.Columns.ToDictionary(t => t.First, t => new ColumnTables(t.First, Weights(t), Mean(t.First, -1), EachFold(t.First, -1)));
        foreach (var column in columns.Values) Merge(column);
        foreach (var pair in pairs) Purify(pair, columns);
        var shapes = columns.Values.Select(Shape).ToList();
        // After the shapes, as both move the intercept.
        var pairShapes = pairs.ConvertAll(PairShape);
        return new AdditiveModelData(_intercept, shapes, pairShapes);
    }

    /// <summary>The pairs that at least half of the folds found, the most moving ones first and no more than asked for: what a few find is noise.</summary>
    private List<(int First, int Second)> ChosenPairs()
    {
        var found = _runs.SelectMany(r => r.Pairs).GroupBy(p => p).Where(g => 2 * g.Count() >= _runs.Length).Select(g => g.Key);
        return [.. found.OrderByDescending(p => Size(Mean(p.First, p.Second), Weights(_terms.Pair(p.First, p.Second)))).ThenBy(p => p.First).ThenBy(p => p.Second).Take(_options.Pairs)];
    }

    private static double Size(double[] values, double[] weights)
    {
        var sum = 0.0;
        for (var c = 0; c < values.Length; c++) sum += weights[c] * values[c] * values[c];
        return sum;
    }

    /// <summary>The mean of the folds' tables; a fold without the pair has it at 0.</summary>
    private double[] Mean(int first, int second)
    {
        double[]? sum = null;
        foreach (var run in _runs)
        {
            if (run.Values(first, second) is not { } values) continue;
            sum ??= new double[values.Length];
            for (var c = 0; c < sum.Length; c++) sum[c] += values[c];
        }

        // A mean of tables in order is in order: each addition and the division round so.
        return [.. sum!.Select(s => Grid.Round(s / _runs.Length))];
    }

    private double[][] EachFold(int first, int second)
    {
        var cells = _runs.Select(r => r.Values(first, second)?.Length ?? 0).Max();
        return [.. _runs.Select(r => r.Values(first, second) is { } v ? (double[])v.Clone() : new double[cells])];
    }

    private double[] Weights(Term term)
    {
        var weights = new double[term.Cells];
        for (var place = 0; place < _rowWeights.Length; place++)
        {
            if (_rowWeights[place] > 0) weights[term.Cell(place)] += _rowWeights[place];
        }

        return weights;
    }

    private void Merge(ColumnTables column)
    {
        if (_table.Columns[column.Column].IsCategorical) return;
        var values = column.Values.AsSpan(0, column.Values.Length - 1);
        BinMerging.Merge(values, column.Weights.AsSpan(0, values.Length), _allWeight, _options.MergeTolerance);
        for (var b = 0; b < values.Length; b++) values[b] = Grid.Round(values[b]);
    }

    private void Purify(PairTables pair, Dictionary<int, ColumnTables> columns)
    {
        var (first, second) = (columns[pair.First], columns[pair.Second]);
        Purify(pair, pair.Values, first.Values, second.Values, Grid.Round);
        for (var fold = 0; fold < _runs.Length; fold++) Purify(pair, pair.Folds[fold], first.Folds[fold], second.Folds[fold], x => x);
    }

    private void Purify(PairTables pair, double[] values, double[] first, double[] second, Func<double, double> round)
    {
        var (firstAxis, secondAxis) = (_terms.Axis(pair.First), _terms.Axis(pair.Second));
        var (ofFirst, ofSecond) = Purification.Effects(values, pair.Weights, firstAxis.Groups);
        for (var a = 0; a < ofFirst.Length; a++) ofFirst[a] = round(ofFirst[a]);
        for (var b = 0; b < ofSecond.Length; b++) ofSecond[b] = round(ofSecond[b]);
        for (var c = 0; c < values.Length; c++) values[c] -= ofFirst[c / secondAxis.Groups] + ofSecond[c % secondAxis.Groups];
        for (var b = 0; b < first.Length; b++) first[b] += ofFirst[firstAxis.GroupOf(b)];
        for (var b = 0; b < second.Length; b++) second[b] += ofSecond[secondAxis.GroupOf(b)];
    }

    private ShapeData Shape(ColumnTables column)
    {
        // The mean over the training belongs to the intercept; of what nobody misses, nothing is known.
        var mean = Grid.Round(WeightedMean(column.Values, column.Weights));
        for (var b = 0; b < column.Values.Length; b++) column.Values[b] -= mean;
        _intercept += mean;
        if (column.Weights[^1] == 0) column.Values[^1] = 0;
        var bins = Bins(column);
        var folds = column.Folds.Select(f => Center(Pool(f, column.Weights, bins), column.Weights, bins)).ToArray();
        return new ShapeData(
            Axis(column.Column, bins),
            [.. bins.Select(b => column.Values[b[0]])],
            [.. bins.Select(b => b.Sum(i => column.Weights[i]))],
            StandardErrors(folds));
    }

    /// <summary>The bins of a column with neighbours of equal value together; the last is for what is missing.</summary>
    private List<int[]> Bins(ColumnTables column)
    {
        var isCategorical = _table.Columns[column.Column].IsCategorical;
        var bins = new List<int[]>();
        for (var b = 0; b < column.Values.Length; b++)
        {
            if (bins.Count > 0 && !isCategorical && b < column.Values.Length - 1 && column.Values[b] == column.Values[b - 1]) bins[^1] = [.. bins[^1], b];
            else bins.Add([b]);
        }

        return bins;
    }

    private static double[] Pool(double[] values, double[] weights, List<int[]> bins) =>
        [.. bins.Select(own => own.Sum(i => weights[i]) is > 0 and var weight ? own.Sum(i => weights[i] * values[i]) / weight : values[own[0]])];

    private static double[] Center(double[] values, double[] weights, List<int[]> bins)
    {
        var mean = WeightedMean(values, [.. bins.Select(own => own.Sum(i => weights[i]))]);
        return [.. values.Select(v => v - mean)];
    }

    private static double WeightedMean(double[] values, double[] weights)
    {
        double sum = 0, weight = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i] * values[i];
            weight += weights[i];
        }

        return sum / weight;
    }

    /// <summary>The jackknife over folds: the models without one fold each are as far from each other as their common data leave room for.</summary>
    private static double[] StandardErrors(double[][] folds)
    {
        var errors = new double[folds[0].Length];
        for (var c = 0; c < errors.Length; c++)
        {
            var mean = folds.Average(f => f[c]);
            errors[c] = Math.Sqrt((folds.Length - 1.0) / folds.Length * folds.Sum(f => (f[c] - mean) * (f[c] - mean)));
        }

        return errors;
    }

    private PairShapeData PairShape(PairTables pair)
    {
        var (rows, columns) = (_terms.Axis(pair.First).Groups, _terms.Axis(pair.Second).Groups);
        return new PairShapeData(Axis(pair.First, Groups(pair.First)), Axis(pair.Second, Groups(pair.Second)), Rows(pair.Values), Rows(pair.Weights), Rows(StandardErrors(pair.Folds)));

        IReadOnlyList<IReadOnlyList<double>> Rows(double[] cells) => [.. Enumerable.Range(0, rows).Select(a => (double[])[.. cells.AsSpan(a * columns, columns)])];
    }

    private List<int[]> Groups(int column)
    {
        var axis = _terms.Axis(column);
        return [.. Enumerable.Range(0, _table.Column(column).Bins).GroupBy(axis.GroupOf).OrderBy(g => g.Key).Select(g => g.ToArray())];
    }

    private ShapeAxis Axis(int column, List<int[]> bins)
    {
        var (own, binned) = (_table.Columns[column], _table.Column(column));
        var values = bins[..^1];
        return own.IsCategorical
            ? new ShapeAxis(own.Name, null, [.. values.Select(bin => (int[])[.. binned.CategoriesOf(b => Array.IndexOf(bin, b) >= 0)])])
            : new ShapeAxis(own.Name, [.. values.Take(values.Count - 1).Select(bin => binned.Threshold(bin[^1]))], null);
    }

    private sealed record ColumnTables(int Column, double[] Weights, double[] Values, double[][] Folds);

    private sealed record PairTables(int First, int Second, double[] Weights, double[] Values, double[][] Folds);
}
