namespace Predictor.Risk.Engines.Logistic;

/// <summary>Picks the rows that a fit may see, as ascending row numbers.</summary>
internal static class RowSelection
{
    public static int[] All(TrainingRows rows) => [.. Enumerable.Range(0, rows.RowCount)];

    public static int[] Inside(TrainingRows rows, int[] selection, int fold) => Array.FindAll(selection, i => rows.Folds[i] == fold);

    public static int[] Outside(TrainingRows rows, int[] selection, int fold) => Array.FindAll(selection, i => rows.Folds[i] != fold);

    /// <summary>
    /// The rows of a share of the clients, about <paramref name="size"/> rows in all. The choice hangs on the client's number alone and
    /// not on the order of rows.
    /// </summary>
    public static int[] OfSomeClients(TrainingRows rows, int[] selection, int size)
    {
        if (selection.Length <= size) return selection;

        var threshold = (ulong)((double)size / selection.Length * ulong.MaxValue);
        return Array.FindAll(selection, i => Mix((ulong)rows.Clients[i]) < threshold);
    }

    /// <summary>Every so many rows, about <paramref name="size"/> in all.</summary>
    public static int[] Spread(int[] selection, int size)
    {
        if (selection.Length <= size) return selection;

        var step = (selection.Length + size - 1) / size;
        return [.. Enumerable.Range(0, (selection.Length + step - 1) / step).Select(i => selection[i * step])];
    }

    /// <summary>Spreads neighbouring numbers over all 64 bits: two rounds of multiplying by an odd constant and folding.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 31)) * 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 29)) * 0xD1B54A32D192ED03;
        return value ^ (value >> 32);
    }
}
