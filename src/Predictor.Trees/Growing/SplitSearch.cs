namespace Predictor.Trees.Growing;

/// <summary>Keeps the best of the splits of one node on one column that are tried; among equals the first.</summary>
internal struct SplitSearch(BoostingOptions options, HistogramBin node, LeafBounds bounds)
{
    // A gain below this share of what both sides reach is what rounding leaves of none.
    private const double Rounding = 1e-12;

    private readonly double _l2 = options.L2;
    private readonly double _minimumWeight = options.MinimumChildWeight;
    private readonly int _minimumRows = options.MinimumChildRows;
    private readonly HistogramBin _node = node;
    private readonly LeafBounds _bounds = bounds;
    private readonly bool _isFree = bounds.AreNone;
    private readonly double _before = Reached(node, bounds.Value(node, options.L2), options.L2);
    private HistogramBin _left;
    private int _direction;
    private bool _missingGoesLeft;

    /// <summary>By how much the best split lowers the loss; the least that is worth it where none has done better.</summary>
    public double Gain { get; private set; } = options.MinimumGain;

    /// <summary>The place of the best split so far; -1 where none was worth it.</summary>
    public int Best { get; private set; } = -1;

    /// <summary>Whether the best split's left side weighs more.</summary>
    public readonly bool IsLeftLarger => _left.Curvature > _node.Curvature - _left.Curvature;

    /// <summary>Tries a split by what its left side sums to.</summary>
    public void Try(in HistogramBin left, int direction, int place, bool missingGoesLeft)
    {
        if (left.Rows < _minimumRows || _node.Rows - left.Rows < _minimumRows) return;
        var right = _node.Minus(left);
        if (left.Curvature < _minimumWeight || right.Curvature < _minimumWeight) return;
        var reached = _isFree && direction == 0 ? Reached(left, _l2) + Reached(right, _l2) : ReachedWithin(left, right, direction);
        var gain = reached - _before;
        if (!(gain > Gain) || !(gain > Rounding * reached)) return;
        (Gain, _left, _direction, _missingGoesLeft, Best) = (gain, left, direction, missingGoesLeft, place);
    }

    /// <summary>The best split, of which there is one.</summary>
    public readonly SplitCandidate Candidate(int column, bool[]? leftBins, bool hasMissing) => new()
    {
        Column = column,
        Gain = Gain,
        LastLeftBin = Best,
        LeftBins = leftBins,
        // Where nothing is missing here, what will be goes with the larger part.
        MissingGoesLeft = leftBins is not null ? leftBins[^1] : hasMissing ? _missingGoesLeft : IsLeftLarger,
        Left = _left,
        Right = _node.Minus(_left),
        Direction = _direction,
    };

    /// <summary>By how much the penalised second-order loss of some rows falls where all get one value.</summary>
    private static double Reached(in HistogramBin sums, double value, double l2) => -value * (sums.Gradient + (0.5 * (sums.Curvature + l2) * value));

    /// <summary>The same at the best value.</summary>
    private static double Reached(in HistogramBin sums, double l2) => 0.5 * sums.Gradient * sums.Gradient / (sums.Curvature + l2);

    /// <summary>Minus infinity where the sides stand against the direction.</summary>
    private readonly double ReachedWithin(in HistogramBin left, in HistogramBin right, int direction)
    {
        var (leftValue, rightValue) = (_bounds.Value(left, _l2), _bounds.Value(right, _l2));
        if (direction * (rightValue - leftValue) < 0) return double.NegativeInfinity;
        return Reached(left, leftValue, _l2) + Reached(right, rightValue, _l2);
    }
}
