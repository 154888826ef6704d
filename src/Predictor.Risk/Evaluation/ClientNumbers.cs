namespace Predictor.Risk.Evaluation;

/// <summary>The clients of some rows numbered 0, 1, 2, ... by ascending id, so that the order of the rows does not matter.</summary>
internal sealed class ClientNumbers
{
    private readonly int[] _ids;

    public ClientNumbers(ReadOnlySpan<int> clients)
    {
        var sorted = clients.ToArray();
        Array.Sort(sorted);
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
                sorted[count++] = sorted[i];
        }

        _ids = sorted[..count];
    }

    /// <summary>How many clients there are.</summary>
    public int Count => _ids.Length;

    /// <summary>The number of a client, from 0 to <see cref="Count"/> - 1.</summary>
    /// <exception cref="ArgumentException">None of the rows is this client's.</exception>
    public int Of(int client)
    {
        var number = Array.BinarySearch(_ids, client);
        return number >= 0 ? number : throw new ArgumentException($"Client {client} is not among the {Count} clients numbered.", nameof(client));
    }
}
