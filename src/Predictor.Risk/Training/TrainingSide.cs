using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training;

/// <summary>Which side of the split each episode of a cohort is on, with its client as a number.</summary>
public sealed class TrainingSide
{
    private readonly bool[] _isHeldOut;

    public TrainingSide(Cohort cohort, int seed)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        _isHeldOut = new bool[cohort.Episodes.Count];
        Clients = new int[cohort.Episodes.Count];
        for (var e = 0; e < cohort.Episodes.Count; e++)
        {
            var client = cohort.Episodes[e].ClientId;
            if (!numbers.TryGetValue(client, out var number)) numbers.Add(client, number = numbers.Count);
            Clients[e] = number;
            _isHeldOut[e] = ClientSplit.IsHeldOut(seed, client);
        }
    }

    /// <summary>The client of each episode as a number.</summary>
    public int[] Clients { get; }

    public bool IsHeldOut(int episode) => _isHeldOut[episode];

    public bool IsTraining(int episode) => !_isHeldOut[episode];
}
