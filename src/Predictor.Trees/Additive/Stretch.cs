using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Predictor.Trees.Additive;

/// <summary>The inner loops over a stretch of rows, a whole number of lanes long.</summary>
internal static class Stretch
{
    /// <summary>Sums are kept four times, for every fourth row, so that rows of one cell do not wait for each other.</summary>
    public const int Copies = 4;

    /// <summary>The most rows whose packed derivatives can be summed: a gradient has 17 bits beside its sign, and the sum 31.</summary>
    public const int MostRows = 1 << 13;

    private const int HalfBits = 32;

    /// <summary>Adds the value of its cell to each score.</summary>
    public static void Move<T>(ReadOnlySpan<T> cells, ReadOnlySpan<float> values, Span<float> scores)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var cell = ref MemoryMarshal.GetReference(cells);
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var score = ref MemoryMarshal.GetReference(scores);
        for (var i = 0; i < cells.Length; i += 4)
        {
            Unsafe.Add(ref score, i) += Unsafe.Add(ref value, int.CreateTruncating(Unsafe.Add(ref cell, i)));
            Unsafe.Add(ref score, i + 1) += Unsafe.Add(ref value, int.CreateTruncating(Unsafe.Add(ref cell, i + 1)));
            Unsafe.Add(ref score, i + 2) += Unsafe.Add(ref value, int.CreateTruncating(Unsafe.Add(ref cell, i + 2)));
            Unsafe.Add(ref score, i + 3) += Unsafe.Add(ref value, int.CreateTruncating(Unsafe.Add(ref cell, i + 3)));
        }
    }

    /// <summary>Sets the derivatives of the log loss at some scores: the gradient in the upper half of a word, the curvature in the lower.</summary>
    public static void Derive(ReadOnlySpan<float> scores, ReadOnlySpan<float> weights, ReadOnlySpan<float> ones, Span<long> packed)
    {
        for (var i = 0; i < scores.Length; i += Vector256<float>.Count)
        {
            var weight = Vector256.Create(weights[i..]);
            var (probability, curvature) = LaneMath.Logistic(Vector256.Create(scores[i..]));
            var gradients = LaneMath.Round((weight * probability) - Vector256.Create(ones[i..]));
            var curvatures = LaneMath.Round(weight * curvature);
            var (lowGradients, highGradients) = Vector256.Widen(gradients);
            var (lowCurvatures, highCurvatures) = Vector256.Widen(curvatures);
            ((lowGradients << HalfBits) + lowCurvatures).CopyTo(packed[i..]);
            ((highGradients << HalfBits) + highCurvatures).CopyTo(packed[(i + Vector256<long>.Count)..]);
        }
    }

    /// <summary>Adds packed derivatives to the sums of their cells.</summary>
    public static void Sum<T>(ReadOnlySpan<T> cells, ReadOnlySpan<long> packed, Span<long> sums)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var cell = ref MemoryMarshal.GetReference(cells);
        ref var pair = ref MemoryMarshal.GetReference(packed);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (var i = 0; i < cells.Length; i += Copies)
        {
            Unsafe.Add(ref sum, int.CreateTruncating(Unsafe.Add(ref cell, i)) * Copies) += Unsafe.Add(ref pair, i);
            Unsafe.Add(ref sum, (int.CreateTruncating(Unsafe.Add(ref cell, i + 1)) * Copies) + 1) += Unsafe.Add(ref pair, i + 1);
            Unsafe.Add(ref sum, (int.CreateTruncating(Unsafe.Add(ref cell, i + 2)) * Copies) + 2) += Unsafe.Add(ref pair, i + 2);
            Unsafe.Add(ref sum, (int.CreateTruncating(Unsafe.Add(ref cell, i + 3)) * Copies) + 3) += Unsafe.Add(ref pair, i + 3);
        }
    }

    /// <summary>Adds packed derivatives to the sums of the cells of two columns.</summary>
    public static void SumPair(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int stride, ReadOnlySpan<long> packed, Span<long> sums)
    {
        ref var a = ref MemoryMarshal.GetReference(first);
        ref var b = ref MemoryMarshal.GetReference(second);
        ref var pair = ref MemoryMarshal.GetReference(packed);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (var i = 0; i < first.Length; i += Copies)
        {
            Unsafe.Add(ref sum, ((Unsafe.Add(ref a, i) * stride) + Unsafe.Add(ref b, i)) * Copies) += Unsafe.Add(ref pair, i);
            Unsafe.Add(ref sum, (((Unsafe.Add(ref a, i + 1) * stride) + Unsafe.Add(ref b, i + 1)) * Copies) + 1) += Unsafe.Add(ref pair, i + 1);
            Unsafe.Add(ref sum, (((Unsafe.Add(ref a, i + 2) * stride) + Unsafe.Add(ref b, i + 2)) * Copies) + 2) += Unsafe.Add(ref pair, i + 2);
            Unsafe.Add(ref sum, (((Unsafe.Add(ref a, i + 3) * stride) + Unsafe.Add(ref b, i + 3)) * Copies) + 3) += Unsafe.Add(ref pair, i + 3);
        }
    }

    /// <summary>Takes the sums of all copies apart, adds them to the sums so far and sets the copies to zero.</summary>
    public static void Unpack(Span<long> sums, Span<long> gradients, Span<long> curvatures)
    {
        for (var c = 0; c < gradients.Length; c++)
        {
            var own = sums.Slice(c * Copies, Copies);
            var sum = own[0] + own[1] + own[2] + own[3];
            gradients[c] += sum >> HalfBits;
            curvatures[c] += (uint)sum;
            own.Clear();
        }
    }

    /// <summary>The sum of the weighted log loss at some scores, in units of the weights.</summary>
    public static double Loss(ReadOnlySpan<float> scores, ReadOnlySpan<float> weights, ReadOnlySpan<float> ones)
    {
        // Where the label is 1 the loss is log(1 + e^-x) = log(1 + e^x) - x.
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < scores.Length; i += Vector256<float>.Count)
        {
            var score = Vector256.Create(scores[i..]);
            var one = Vector256.Create(ones[i..]);
            var isOne = Vector256.GreaterThan(one, Vector256<float>.Zero);
            var loss = Vector256.Create(weights[i..]) * LaneMath.Softplus(Vector256.ConditionalSelect(isOne, -score, score));
            var (lowLoss, highLoss) = Vector256.Widen(loss);
            low += lowLoss;
            high += highLoss;
        }

        var sums = low + high;
        return sums[0] + sums[1] + (sums[2] + sums[3]);
    }
}
