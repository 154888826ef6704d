using System.Runtime.InteropServices;

namespace Predictor.Risk.Packaging;

/// <summary>Weights with which each client counts once and all clients together count 1.</summary>
internal sealed class ClientWeights
{
    /// <param name="clients">The client of each row as a number.</param>
    public ClientWeights(int[] clients)
    {
        var rows = new Dictionary<int, int>();
        foreach (var client in clients) CollectionsMarshal.GetValueRefOrAddDefault(rows, client, out _)++;
        Clients = rows.Count;
        OfRow = [.. clients.Select(c => 1.0 / rows[c] / rows.Count)];
    }

    /// <summary>How many clients there are.</summary>
    public int Clients { get; }

    /// <summary>The weight of each row.</summary>
    public double[] OfRow { get; }
}
