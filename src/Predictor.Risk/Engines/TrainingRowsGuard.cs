namespace Predictor.Risk.Engines;

/// <summary>Refuses training rows that no engine could learn from soundly, before any work is done.</summary>
internal static class TrainingRowsGuard
{
    /// <exception cref="ArgumentException">The message names the first entry at fault, its value and what was expected.</exception>
    public static void Check(TrainingRows rows)
    {
        CheckLengths(rows);
        for (var i = 0; i < rows.RowCount; i++)
        {
            if (rows.Labels[i] > 1) throw Error($"Label {rows.Labels[i]} in row {i}; expected 0 or 1.");
            if (!(rows.Weights[i] > 0) || double.IsInfinity(rows.Weights[i]))
                throw Error($"Weight {rows.Weights[i]:R} in row {i}; expected a positive finite number.");
            if (rows.Folds[i] < 0 || rows.Folds[i] >= rows.FoldCount)
                throw Error($"Fold {rows.Folds[i]} in row {i}; expected 0 to {rows.FoldCount - 1}.");
        }

        CheckValues(rows);
        CheckClients(rows);
        CheckFolds(rows);
    }

    private static void CheckLengths(TrainingRows rows)
    {
        if (rows.FoldCount < 2) throw Error($"Fold count {rows.FoldCount}; expected at least 2.");
        if (rows.RowCount == 0) throw Error("No training rows.");
        CheckLength("values", rows.Values.LongLength, (long)rows.RowCount * rows.Columns.Count);
        CheckLength("weights", rows.Weights.Length, rows.RowCount);
        CheckLength("clients", rows.Clients.Length, rows.RowCount);
        CheckLength("folds", rows.Folds.Length, rows.RowCount);
    }

    private static void CheckLength(string name, long actual, long expected)
    {
        if (actual != expected) throw Error($"{actual} {name} for the labels and columns given; expected {expected}.");
    }

    private static void CheckValues(TrainingRows rows)
    {
        var columns = rows.Columns.ToArray();
        for (var i = 0; i < rows.RowCount; i++)
        {
            var row = rows.Row(i);
            for (var c = 0; c < columns.Length; c++)
            {
                if (!IsSound(row[c], columns[c].Categories))
                {
                    var expected = columns[c].Categories is { } known ? $"a category code from 0 to {known.Count - 1}" : "a finite number";
                    throw Error($"Value {row[c]:R} of {columns[c].Code} in row {i}; expected {expected}, or NaN where it is missing.");
                }
            }
        }
    }

    private static bool IsSound(double value, IReadOnlyList<string>? categories)
    {
        if (double.IsNaN(value)) return true;
        if (categories is null) return double.IsFinite(value);
        return value >= 0 && value < categories.Count && Math.Floor(value) == value;
    }

    private static void CheckClients(TrainingRows rows)
    {
        var foldOfClient = new Dictionary<int, int>();
        for (var i = 0; i < rows.RowCount; i++)
        {
            if (!foldOfClient.TryAdd(rows.Clients[i], rows.Folds[i]) && foldOfClient[rows.Clients[i]] != rows.Folds[i])
            {
                var first = foldOfClient[rows.Clients[i]];
                throw Error($"Client {rows.Clients[i]} is in fold {first} and, in row {i}, in fold {rows.Folds[i]}; expected one fold a client.");
            }
        }
    }

    private static void CheckFolds(TrainingRows rows)
    {
        var count = new int[rows.FoldCount];
        var positive = new int[rows.FoldCount];
        for (var i = 0; i < rows.RowCount; i++)
        {
            count[rows.Folds[i]]++;
            positive[rows.Folds[i]] += rows.Labels[i];
        }

        for (var fold = 0; fold < rows.FoldCount; fold++)
        {
            if (count[fold] == 0) throw Error($"Fold {fold} has no rows; expected each of the {rows.FoldCount} folds to have some.");
            var positiveOutside = positive.Sum() - positive[fold];
            var negativeOutside = rows.RowCount - count[fold] - positiveOutside;
            if (positiveOutside == 0 || negativeOutside == 0)
            {
                throw Error($"Outside fold {fold} there are {positiveOutside} rows with label 1 and {negativeOutside} with label 0; "
                    + "expected some of each, for a model that has not seen the fold.");
            }
        }
    }

    private static ArgumentException Error(string message) => new(message);
}
