namespace Predictor.Trees.Growing;

/// <summary>Keeps the best of the splits of one node on one column that are tried.</summary>
internal sealed class SplitSearch(BoostingOptions options, HistogramBin node, LeafBounds bounds)
{
    private readonly double _loss = Loss(node, bounds.Value(node, options.L2), options.L2);
    private double _gain = options.MinimumGain;
    private HistogramBin _left;
    private int _direction;
    private bool _missingGoesLeft;

    /// <summary>The place of the best split so far; -1 where none was worth it.</summary>
    public int Best { get; private set; } = -1;

    /// <summary>Whether the best split's left side weighs more.</summary>
    public bool IsLeftLarger => _left.Curvature > node.Curvature - _left.Curvature;

    /// <summary>Tries a split by what its left side sums to.</summary>
    public void Try(in HistogramBin left, int direction, int place, bool missingGoesLeft)
    {
        var right = node.Minus(left);
        if (left.Rows < options.MinimumChildRows || right.Rows < options.MinimumChildRows) return;
        if (left.Curvature < options.MinimumChildWeight || right.Curvature < options.MinimumChildWeight) return;
        var leftValue = bounds.Value(left, options.L2);
        var rightValue = bounds.Value(right, options.L2);
        if (direction * (rightValue - leftValue) < 0) return;
        var gain = _loss - Loss(left, leftValue, options.L2) - Loss(right, rightValue, options.L2);
        if (!(gain > _gain)) return;
        (_gain, _left, _direction, _missingGoesLeft, Best) = (gain, left, direction, missingGoesLeft, place);
    }

    /// <summary>The best split; null where none was worth it.</summary>
    public SplitCandidate? Candidate(int column, bool[]? leftBins, bool hasMissing) => Best < 0
        ? null
        : new SplitCandidate
        {
            Column = column,
            Gain = _gain,
            LastLeftBin = Best,
            LeftBins = leftBins,
            // Where nothing is missing here, what will be goes with the larger part.
            MissingGoesLeft = leftBins is not null ? leftBins[^1] : hasMissing ? _missingGoesLeft : IsLeftLarger,
            Left = _left,
            Right = node.Minus(_left),
            Direction = _direction,
        };

    /// <summary>The penalised second-order loss of rows that all get one value, up to a constant.</summary>
    private static double Loss(in HistogramBin sums, double value, double l2) => value * (sums.Gradient + (0.5 * (sums.Curvature + l2) * value));
}
