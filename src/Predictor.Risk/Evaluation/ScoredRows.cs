using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Evaluation;

/// <summary>Predictions beside what came true: one entry a row in every span. Cannot be changed once made.</summary>
public sealed class ScoredRows
{
    private readonly double[] _probabilities;
    private readonly byte[] _labels;
    private readonly double[] _weights;
    private readonly int[] _clients;
    private readonly LandmarkKind[] _kinds;
    private readonly bool[] _notYetGone;

    /// <summary>Takes the arrays as they are, without a copy; they must not be changed afterwards.</summary>
    /// <param name="probabilities">Predicted chance that the label is 1, from 0 to 1.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">Censoring weights, positive and finite.</param>
    /// <param name="clients">The client of each row as a number; rows of one client are not independent.</param>
    /// <param name="kinds">What made the row's moment a landmark.</param>
    /// <param name="notYetGone">Whether no gone spell had begun at the row's moment.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a value is out of its range.</exception>
    public ScoredRows(
        double[] probabilities, byte[] labels, double[] weights, int[] clients, LandmarkKind[] kinds, bool[] notYetGone)
        : this(probabilities, labels, weights, clients, kinds, notYetGone, probabilities.Length)
    {
        RequireLength(nameof(labels), labels.Length);
        RequireLength(nameof(weights), weights.Length);
        RequireLength(nameof(clients), clients.Length);
        RequireLength(nameof(kinds), kinds.Length);
        RequireLength(nameof(notYetGone), notYetGone.Length);
        RequireProbabilities(probabilities);
        for (var row = 0; row < Count; row++)
        {
            if (labels[row] > 1)
                throw new ArgumentException($"Row {row}: label is {labels[row]}; expected 0 or 1.", nameof(labels));
            if (!(weights[row] > 0 && double.IsFinite(weights[row])))
                throw new ArgumentException($"Row {row}: weight is {weights[row]}; expected a positive, finite number.", nameof(weights));
            if (!Enum.IsDefined(kinds[row]))
                throw new ArgumentException($"Row {row}: landmark kind is {kinds[row]}; expected one of {string.Join(", ", Enum.GetNames<LandmarkKind>())}.", nameof(kinds));
        }
    }

    private ScoredRows(
        double[] probabilities, byte[] labels, double[] weights, int[] clients, LandmarkKind[] kinds, bool[] notYetGone, int count)
    {
        _probabilities = probabilities;
        _labels = labels;
        _weights = weights;
        _clients = clients;
        _kinds = kinds;
        _notYetGone = notYetGone;
        Count = count;
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    public ReadOnlySpan<double> Probabilities => _probabilities;

    public ReadOnlySpan<byte> Labels => _labels;

    public ReadOnlySpan<double> Weights => _weights;

    public ReadOnlySpan<int> Clients => _clients;

    public ReadOnlySpan<LandmarkKind> Kinds => _kinds;

    public ReadOnlySpan<bool> NotYetGone => _notYetGone;

    /// <summary>The rows whose index the condition accepts, in their order.</summary>
    public ScoredRows Where(Func<int, bool> condition)
    {
        var kept = new List<int>(Count);
        for (var row = 0; row < Count; row++)
        {
            if (condition(row))
                kept.Add(row);
        }

        return new ScoredRows(
            Pick(_probabilities, kept), Pick(_labels, kept), Pick(_weights, kept), Pick(_clients, kept), Pick(_kinds, kept),
            Pick(_notYetGone, kept), kept.Count);
    }

    /// <summary>The same rows as predicted by something else.</summary>
    /// <exception cref="ArgumentException">There is not one probability a row, or one is not from 0 to 1.</exception>
    public ScoredRows WithProbabilities(double[] probabilities)
    {
        RequireLength(nameof(probabilities), probabilities.Length);
        RequireProbabilities(probabilities);
        return new ScoredRows(probabilities, _labels, _weights, _clients, _kinds, _notYetGone, Count);
    }

    private static T[] Pick<T>(T[] values, List<int> rows)
    {
        var picked = new T[rows.Count];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = values[rows[i]];

        return picked;
    }

    private static void RequireProbabilities(double[] probabilities)
    {
        for (var row = 0; row < probabilities.Length; row++)
        {
            // Written so that NaN fails too.
            if (!(probabilities[row] >= 0 && probabilities[row] <= 1))
                throw new ArgumentException($"Row {row}: probability is {probabilities[row]}; expected 0 to 1.", nameof(probabilities));
        }
    }

    private void RequireLength(string name, int length)
    {
        if (length != Count)
            throw new ArgumentException($"{name} has {length} entries; expected one for each of the {Count} rows.", name);
    }
}
