using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Predictor.Trees.Binning;
using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>
/// The best split of a node on one number: over all thresholds, with what is missing tried on both sides, the right one first. Among equals the first stays.
/// </summary>
internal static class NumberScan
{
    // So that the last lanes may reach beyond the bins.
    private const int Room = BinnedColumn.MaximumBins + 8;

    public static SplitPlace Best(ReadOnlySpan<PackedSums> bins, FixedPoint point, SplitLimits limits, in RowSums node, LeafBounds bounds, int direction)
    {
        if (Vector512.IsHardwareAccelerated) return Best<Lanes8>(bins, point, limits, node, bounds, direction);
        return Vector256.IsHardwareAccelerated ? Best<Lanes4>(bins, point, limits, node, bounds, direction) : Best<Lanes1>(bins, point, limits, node, bounds, direction);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SplitPlace Best<T>(ReadOnlySpan<PackedSums> bins, FixedPoint point, SplitLimits limits, in RowSums node, LeafBounds bounds, int direction)
        where T : struct, ILanes<T>
    {
        var missing = bins[^1];
        var hasMissing = point.Rows(missing) > 0;
        var last = bins.Length - 2;
        Span<long> gradients = stackalloc long[Room];
        Span<long> others = stackalloc long[Room];
        var left = Accumulate(bins[..Math.Max(0, last)], gradients, others, T.Count, point.AllRows);
        var best = SplitPlace.None with { Gain = limits.MinimumGain };
        if (last > 0)
        {
            var gain = new SplitGain<T>(limits, node, bounds, direction);
            best = hasMissing ? Over<T>(gradients, others, last, point, point.Unpack(missing), gain, best) : Over(gradients, others, last, point, gain, best);
        }

        // All that have a value against those that have none. A direction orders values, and has nothing to say of their absence.
        if (hasMissing && last >= 0)
        {
            var sums = point.Unpack(left + bins[last]);
            var gain = new SplitGain<Lanes1>(limits, node, bounds, 0).Of(Lanes1.Of(sums.Gradient), Lanes1.Of(sums.Curvature), Lanes1.Of(sums.Rows)).Value;
            if (gain > best.Gain) best = new SplitPlace(gain, last, false);
        }

        return best.Place < 0 ? SplitPlace.None : best;
    }

    /// <summary>Sums up to and with each bin. Behind the last come some lanes with so many rows that nothing is left for the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static PackedSums Accumulate(ReadOnlySpan<PackedSums> bins, Span<long> gradients, Span<long> others, int lanes, long allRows)
    {
        var sum = default(PackedSums);
        for (var b = 0; b < bins.Length; b++)
        {
            sum += bins[b];
            gradients[b] = sum.Gradient;
            others[b] = sum.CurvatureAndRows;
        }

        gradients.Slice(bins.Length, lanes).Clear();
        others.Slice(bins.Length, lanes).Fill(allRows);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static SplitPlace Over<T>(ReadOnlySpan<long> gradients, ReadOnlySpan<long> others, int count, FixedPoint point, in SplitGain<T> gain, SplitPlace best)
        where T : struct, ILanes<T>
    {
        ref var gradient = ref MemoryMarshal.GetReference(gradients);
        ref var other = ref MemoryMarshal.GetReference(others);
        var (gradientUnit, curvatureUnit) = (T.Of(point.GradientUnit), T.Of(point.CurvatureUnit));
        var bestGain = T.Of(best.Gain);
        var bestPlace = T.Of(-1);
        for (var b = 0; b < count; b += T.Count)
        {
            var here = gain.Of(
                T.LoadWhole(ref Unsafe.Add(ref gradient, b)) * gradientUnit, T.LoadHigh(ref Unsafe.Add(ref other, b), point.RowBits) * curvatureUnit,
                T.LoadLow(ref Unsafe.Add(ref other, b), point.RowBits));
            var isBetter = here > bestGain;
            bestGain = T.Select(isBetter, here, bestGain);
            bestPlace = T.Select(isBetter, T.Of(b), bestPlace);
        }

        return Reduce(bestGain, bestPlace, T.Of(0), best);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static SplitPlace Over<T>(ReadOnlySpan<long> gradients, ReadOnlySpan<long> others, int count, FixedPoint point, in RowSums missing, in SplitGain<T> gain, SplitPlace best)
        where T : struct, ILanes<T>
    {
        ref var gradient = ref MemoryMarshal.GetReference(gradients);
        ref var other = ref MemoryMarshal.GetReference(others);
        var (gradientUnit, curvatureUnit) = (T.Of(point.GradientUnit), T.Of(point.CurvatureUnit));
        var (missingGradient, missingCurvature, missingRows) = (T.Of(missing.Gradient), T.Of(missing.Curvature), T.Of(missing.Rows));
        var bestGain = T.Of(best.Gain);
        var bestPlace = T.Of(-1);
        var bestLeft = T.Of(0);
        for (var b = 0; b < count; b += T.Count)
        {
            var g = T.LoadWhole(ref Unsafe.Add(ref gradient, b)) * gradientUnit;
            var h = T.LoadHigh(ref Unsafe.Add(ref other, b), point.RowBits) * curvatureUnit;
            var rows = T.LoadLow(ref Unsafe.Add(ref other, b), point.RowBits);
            var right = gain.Of(g, h, rows);
            var left = gain.Of(g + missingGradient, h + missingCurvature, rows + missingRows);
            var isLeft = left > right;
            var here = T.Select(isLeft, left, right);
            var isBetter = here > bestGain;
            bestGain = T.Select(isBetter, here, bestGain);
            bestPlace = T.Select(isBetter, T.Of(b), bestPlace);
            bestLeft = T.Select(isBetter, T.Select(isLeft, T.Of(1), T.Of(0)), bestLeft);
        }

        return Reduce(bestGain, bestPlace, bestLeft, best);
    }

    /// <summary>The best of all lanes, the first bin among equals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static SplitPlace Reduce<T>(T gains, T places, T isLeft, SplitPlace best)
        where T : struct, ILanes<T>
    {
        Span<double> gain = stackalloc double[8];
        Span<double> place = stackalloc double[8];
        Span<double> left = stackalloc double[8];
        T.Store(gains, ref gain[0]);
        T.Store(places, ref place[0]);
        T.Store(isLeft, ref left[0]);
        for (var lane = 0; lane < T.Count; lane++)
        {
            if (place[lane] < 0) continue;
            var at = (int)place[lane] + lane;
            if (gain[lane] > best.Gain || (gain[lane] == best.Gain && best.Place >= 0 && at < best.Place)) best = new SplitPlace(gain[lane], at, left[lane] > 0);
        }

        return best;
    }
}
