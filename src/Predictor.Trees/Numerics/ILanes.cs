namespace Predictor.Trees.Numerics;

/// <summary>
/// Several doubles on which arithmetic is done at once. Code over lanes is written once and has the same bits at any width: every operation is one that IEEE 754
/// defines, lane by lane. A condition is a value whose bits are all set where it holds, and all clear elsewhere.
/// </summary>
/// <typeparam name="T">The lanes themselves.</typeparam>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>How many doubles there are.</summary>
    static abstract int Count { get; }

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    static abstract T operator &(T left, T right);

    static abstract T operator >(T left, T right);

    static abstract T operator <(T left, T right);

    static abstract T operator >=(T left, T right);

    static abstract T operator <=(T left, T right);

    /// <summary>The same value in every lane.</summary>
    static abstract T Of(double value);

    /// <summary>Neighbours in memory.</summary>
    static abstract T Load(ref readonly double from);

    /// <summary>Neighbouring whole numbers.</summary>
    static abstract T LoadWhole(ref readonly long from);

    /// <summary>Neighbouring numbers without a sign, each without its lowest bits.</summary>
    static abstract T LoadHigh(ref readonly long from, int lowBits);

    /// <summary>The lowest bits of neighbouring numbers.</summary>
    static abstract T LoadLow(ref readonly long from, int lowBits);

    static abstract void Store(T value, ref double to);

    static abstract T Abs(T value);

    /// <summary>Cut to a whole number, towards zero.</summary>
    static abstract T Truncate(T value);

    /// <summary>2 to the power of a whole number from -1022 to 1023.</summary>
    static abstract T PowerOfTwo(T exponent);

    /// <summary>The first value where the condition holds, the second elsewhere.</summary>
    static abstract T Select(T condition, T first, T second);

    /// <summary>Whether a condition holds in a lane.</summary>
    static abstract bool IsAny(T condition);
}
