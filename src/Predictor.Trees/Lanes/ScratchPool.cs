using System.Runtime.InteropServices;

namespace Predictor.Trees.Lanes;

/// <summary>
/// Room for kernels to work in, kept for the next one. It starts at a cache line, as a vector that lies across two is loaded at half the speed, and does not move.
/// </summary>
internal sealed class ScratchPool
{
    private const int Line = 64;

    // One for each that may be at work at once; more are made and let go.
    private readonly double[]?[] _kept = new double[Environment.ProcessorCount][];

    /// <summary>Takes room out.</summary>
    /// <param name="length">How many doubles, at least.</param>
    /// <param name="array">What to give back.</param>
    /// <returns>The room; what stands in it is undefined.</returns>
    public Span<double> Rent(int length, out double[] array)
    {
        const int Slack = (Line / sizeof(double)) - 1;
        array = null!;
        for (var i = 0; i < _kept.Length && array is null; i++) array = Interlocked.Exchange(ref _kept[i], null)!;
        if (array is null || array.Length < length + Slack) array = GC.AllocateUninitializedArray<double>(length + Slack, pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) & (Line - 1));
        return array.AsSpan((Line - past) % Line / sizeof(double), length);
    }

    /// <summary>Gives room back.</summary>
    public void Return(double[] array)
    {
        for (var i = 0; i < _kept.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _kept[i], array, null) is null) return;
        }
    }
}
