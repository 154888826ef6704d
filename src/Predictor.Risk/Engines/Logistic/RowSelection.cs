namespace Predictor.Risk.Engines.Logistic;

/// <summary>Picks the rows that a fit may see, as ascending row numbers.</summary>
internal static class RowSelection
{
    // Some tenths of a millisecond.
    private const int RowsBetweenLooks = 1 << 16;

    public static int[] All(TrainingRows rows) => [.. Enumerable.Range(0, rows.RowCount)];

    public static int[] Inside(TrainingRows rows, int[] selection, int fold, CancellationToken cancellation) =>
        Where(selection, i => rows.Folds[i] == fold, cancellation);

    public static int[] Outside(TrainingRows rows, int[] selection, int fold, CancellationToken cancellation) =>
        Where(selection, i => rows.Folds[i] != fold, cancellation);

    /// <summary>
    /// The rows of a share of the clients, about <paramref name="size"/> rows in all. The choice hangs on the client's number alone and
    /// not on the order of rows.
    /// </summary>
    public static int[] OfSomeClients(TrainingRows rows, int[] selection, int size, CancellationToken cancellation)
    {
        if (selection.Length <= size) return selection;

        var threshold = (ulong)((double)size / selection.Length * ulong.MaxValue);
        return Where(selection, i => Mix((ulong)rows.Clients[i]) < threshold, cancellation);
    }

    /// <summary>Spreads neighbouring numbers over all 64 bits: two rounds of multiplying by an odd constant and folding.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 31)) * 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 29)) * 0xD1B54A32D192ED03;
        return value ^ (value >> 32);
    }

    private static int[] Where(int[] selection, Func<int, bool> isWanted, CancellationToken cancellation)
    {
        var wanted = new List<int>(selection.Length);
        for (var i = 0; i < selection.Length; i++)
        {
            if (i % RowsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();
            if (isWanted(selection[i])) wanted.Add(selection[i]);
        }

        return [.. wanted];
    }
}
