namespace Predictor.Risk.Engines;

/// <summary>Refuses training rows that no engine could learn from soundly, before any work is done.</summary>
internal static class TrainingRowsGuard
{
    // Some milliseconds.
    private const int RowsBetweenLooks = 1 << 16;

    /// <exception cref="ArgumentException">The message names the first entry at fault, its value and what was expected.</exception>
    public static void Check(TrainingRows rows, CancellationToken cancellation)
    {
        CheckLengths(rows);
        for (var i = 0; i < rows.RowCount; i++)
        {
            CheckOutcome(rows.Labels[i], rows.Weights[i], i);
            if (rows.Folds[i] < 0 || rows.Folds[i] >= rows.FoldCount)
                throw Error($"Fold {rows.Folds[i]} in row {i}; expected 0 to {rows.FoldCount - 1}.");
        }

        CheckValues(rows, cancellation);
        CheckClients(rows);
        CheckFolds(rows);
    }

    /// <summary>Checks what a row says of the outcome.</summary>
    /// <exception cref="ArgumentException">The message names the row.</exception>
    public static void CheckOutcome(byte label, double weight, int row)
    {
        if (label > 1) throw Error($"Label {label} in row {row}; expected 0 or 1.");
        if (!(weight > 0) || double.IsInfinity(weight)) throw Error($"Weight {weight:R} in row {row}; expected a positive finite number.");
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

    private static void CheckValues(TrainingRows rows, CancellationToken cancellation)
    {
        var columns = rows.Columns.ToArray();
        for (var i = 0; i < rows.RowCount; i++)
        {
            if (i % RowsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();
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
        var labels = new FoldLabels(rows, Enumerable.Range(0, rows.RowCount));
        for (var fold = 0; fold < rows.FoldCount; fold++)
        {
            if (labels.Rows(fold) == 0) throw Error($"Fold {fold} has no rows; expected each of the {rows.FoldCount} folds to have some.");
            if (labels.PositiveOutside(fold) == 0 || labels.NegativeOutside(fold) == 0)
            {
                throw Error($"Outside fold {fold} there are {labels.PositiveOutside(fold)} rows with label 1 and "
                    + $"{labels.NegativeOutside(fold)} with label 0; expected some of each, for a model that has not seen the fold.");
            }
        }
    }

    private static ArgumentException Error(string message) => new(message);
}
