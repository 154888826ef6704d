using System.Runtime.CompilerServices;

namespace Predictor.Trees.Growing;

/// <summary>By how much splits of one node lower the penalised second-order loss, for as many splits at once as there are lanes.</summary>
/// <typeparam name="T">The lanes.</typeparam>
internal readonly struct SplitGain<T>
    where T : struct, Numerics.ILanes<T>
{
    // A gain below this share of what both sides reach is what rounding leaves of none.
    private const double Rounding = 1e-12;

    private readonly T _gradient;
    private readonly T _curvature;
    private readonly T _rows;
    private readonly T _l1;
    private readonly T _l2;
    private readonly T _minimumRows;
    private readonly T _minimumWeight;
    private readonly T _before;
    private readonly T _lower;
    private readonly T _upper;
    private readonly T _direction;
    private readonly bool _isFree;

    /// <param name="limits">What a split has to keep to.</param>
    /// <param name="node">What the node sums to.</param>
    /// <param name="bounds">Between what its values have to stay.</param>
    /// <param name="direction">+1 where the right side's value may not be below the left one's, -1 where it may not be above, 0 where either may.</param>
    public SplitGain(SplitLimits limits, in RowSums node, LeafBounds bounds, int direction)
    {
        var rule = limits.Rule;
        (_gradient, _curvature, _rows) = (T.Of(node.Gradient), T.Of(node.Curvature), T.Of(node.Rows));
        (_l1, _l2) = (T.Of(rule.L1), T.Of(rule.L2));
        (_minimumRows, _minimumWeight) = (T.Of(limits.MinimumRows), T.Of(limits.MinimumWeight));
        (_lower, _upper, _direction) = (T.Of(bounds.Lower), T.Of(bounds.Upper), T.Of(direction));
        _before = T.Of(rule.Reached(node, rule.Value(node, bounds)));
        _isFree = bounds.AreNone && direction == 0 && rule.L1 == 0;
    }

    /// <summary>The gains of splits by what their left sides sum to; 0 where one is not allowed, or gains no more than rounding may.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of(T gradient, T curvature, T rows)
    {
        var otherGradient = _gradient - gradient;
        var otherCurvature = _curvature - curvature;
        var isAllowed = (rows >= _minimumRows) & (_rows - rows >= _minimumRows) & (curvature >= _minimumWeight) & (otherCurvature >= _minimumWeight);
        T reached;
        if (_isFree)
        {
            // Two quotients over one denominator: of all steps a division takes longest.
            var (left, right) = (curvature + _l2, otherCurvature + _l2);
            reached = T.Of(0.5) * ((gradient * gradient * right) + (otherGradient * otherGradient * left)) / (left * right);
        }
        else
        {
            var (left, right) = (Value(gradient, curvature), Value(otherGradient, otherCurvature));
            reached = Reached(gradient, curvature, left) + Reached(otherGradient, otherCurvature, right);
            isAllowed &= (right - left) * _direction >= T.Of(0);
        }

        var gain = reached - _before;
        return T.Select(isAllowed & (gain > T.Of(Rounding) * reached), gain, T.Of(0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Value(T gradient, T curvature)
    {
        var zero = T.Of(0);
        var shrunk = T.Select(gradient > _l1, gradient - _l1, T.Select(gradient < zero - _l1, gradient + _l1, zero));
        var value = (zero - shrunk) / (curvature + _l2);
        value = T.Select(value < _lower, _lower, value);
        return T.Select(value > _upper, _upper, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Reached(T gradient, T curvature, T value) =>
        (T.Of(0) - (value * (gradient + (T.Of(0.5) * (curvature + _l2) * value)))) - (_l1 * T.Abs(value));
}
