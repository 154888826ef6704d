namespace Predictor.Risk.Evaluation;

/// <summary>The clients of some rows numbered 0, 1, 2, ... by ascending id, so that the order of the rows does not matter.</summary>
internal sealed class ClientNumbers
{
    private readonly int[] _ofRow;

    public ClientNumbers(ReadOnlySpan<int> clients)
    {
        var ids = clients.ToArray();
        _ofRow = new int[ids.Length];
        var rows = new int[ids.Length];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;

        Array.Sort(ids, rows);
        for (var i = 0; i < ids.Length; i++)
        {
            if (i == 0 || ids[i] != ids[i - 1])
                Count++;
            _ofRow[rows[i]] = Count - 1;
        }
    }

    /// <summary>How many clients there are.</summary>
    public int Count { get; }

    /// <summary>The number of each row's client, from 0 to <see cref="Count"/> - 1.</summary>
    public ReadOnlySpan<int> OfRow => _ofRow;
}
