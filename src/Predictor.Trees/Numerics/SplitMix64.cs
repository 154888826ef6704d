namespace Predictor.Trees.Numerics;

/// <summary>
/// The SplitMix64 generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014): small, fast, and
/// the same numbers on every machine and version of the runtime, which <see cref="Random"/> does not promise.
/// </summary>
public struct SplitMix64(ulong seed)
{
    /// <summary>2^64 divided by the golden ratio, made odd.</summary>
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>
    /// A generator for one of many numbered streams of a seed. Start points are mixed, so that neighbouring streams do not walk the same
    /// sequence a step apart.
    /// </summary>
    public static SplitMix64 ForStream(ulong seed, int stream) => new(Mix(Mix(seed + Gamma) + (ulong)stream));

    /// <summary>64 uniform bits.</summary>
    public ulong Next()
    {
        _state += Gamma;
        return Mix(_state);
    }

    /// <summary>
    /// A whole number from 0 to <paramref name="bound"/> - 1, each equally likely: Lemire, "Fast random integer generation in an
    /// interval" (2019).
    /// </summary>
    /// <param name="bound">At least 1.</param>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var high = Math.BigMul(Next(), range, out var low);
        if (low >= range)
            return (int)high;

        // 2^64 modulo the range: below it a result would come up once too often.
        var threshold = unchecked(0 - range) % range;
        while (low < threshold)
            high = Math.BigMul(Next(), range, out low);

        return (int)high;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
