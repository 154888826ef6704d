namespace Predictor.Trees.Growing;

/// <summary>The rows of a boosting: which to learn from, which to judge by, their targets and weights.</summary>
internal sealed class BoostingRows
{
    private readonly ReadOnlyMemory<double> _weights;

    /// <exception cref="ArgumentException">The message names the first entry at fault.</exception>
    public BoostingRows(BinnedTable table, BoostingOptions options, double[] targets, ReadOnlyMemory<double> weights, int[] rows, int[] validation)
    {
        if (targets.Length != table.RowCount) throw new ArgumentException($"{targets.Length} labels for {table.RowCount} rows; expected one a row.", nameof(targets));
        if (weights.Length != table.RowCount) throw new ArgumentException($"{weights.Length} weights for {table.RowCount} rows; expected one a row.", nameof(weights));
        Targets = targets;
        _weights = weights;
        // Ascending, so that memory is read from end to end and the order given does not change a bit.
        (Learn, Judge) = (Ascending(rows), Ascending(validation));
        var isNamed = new bool[table.RowCount];
        Check(options.Objective, rows, isNamed, nameof(rows));
        Check(options.Objective, validation, isNamed, nameof(validation));
        if (options.Objective.HasLabels) CheckLabels();
        else if (Learn.Length == 0) throw new ArgumentException("There are no rows to learn from; expected at least one.", nameof(rows));
        if (options.PositiveWeight != 1)
        {
            var own = weights.ToArray();
            for (var row = 0; row < own.Length; row++) own[row] *= targets[row] == 1 ? options.PositiveWeight : 1;
            _weights = own;
        }
    }

    /// <summary>One for each row of the table.</summary>
    public double[] Targets { get; }

    /// <summary>One for each row of the table, with the option's weight of label 1.</summary>
    public ReadOnlySpan<double> Weights => _weights.Span;

    /// <summary>The rows to learn from, ascending.</summary>
    public int[] Learn { get; }

    /// <summary>The rows whose loss is followed, ascending.</summary>
    public int[] Judge { get; }

    /// <summary>The weighted mean target of the rows to learn from.</summary>
    public double Mean()
    {
        double targets = 0, all = 0;
        var weights = Weights;
        foreach (var row in Learn)
        {
            all += weights[row];
            targets += weights[row] * Targets[row];
        }

        return targets / all;
    }

    private static int[] Ascending(int[] rows)
    {
        int[] own = [.. rows];
        for (var i = 1; i < own.Length; i++)
        {
            if (own[i] > own[i - 1]) continue;
            Array.Sort(own);
            break;
        }

        return own;
    }

    private void Check(BoostingObjective objective, int[] rows, bool[] isNamed, string name)
    {
        var weights = Weights;
        foreach (var row in rows)
        {
            if (row < 0 || row >= Targets.Length) throw new ArgumentException($"Row {row}; expected 0 to {Targets.Length - 1}.", name);
            if (isNamed[row]) throw new ArgumentException($"Row {row} is named twice; expected each row once, to learn from or to judge by.", name);
            isNamed[row] = true;
            if (objective.Expected(Targets[row]) is { } expected) throw new ArgumentException($"Label {Targets[row]:R} in row {row}; {expected}.", name);
            if (!(weights[row] > 0) || double.IsInfinity(weights[row])) throw new ArgumentException($"Weight {weights[row]:R} in row {row}; expected a positive finite number.", name);
        }
    }

    private void CheckLabels()
    {
        var ones = 0;
        foreach (var row in Learn) ones += (int)Targets[row];
        if (ones == 0 || ones == Learn.Length) throw new ArgumentException($"{ones} of {Learn.Length} rows to learn from have label 1; expected some of each label.", nameof(Learn));
    }
}
