namespace Predictor.Trees.Lanes;

/// <summary>
/// Doubles side by side, one a row of a table, and all that the kernels do with them. Each lane goes its own way by IEEE arithmetic, so that a kernel written
/// against this gives the same bits at every width. A mask has all bits of a lane set, or none.
/// </summary>
/// <typeparam name="TVector">The vector; a plain double is a vector of one.</typeparam>
internal interface IRowLanes<TVector>
    where TVector : struct
{
    /// <summary>Lanes in a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Zero { get; }

    static abstract TVector AllBits { get; }

    static abstract TVector Broadcast(double value);

    static abstract TVector Load(ref readonly double source, nuint at);

    static abstract void Store(TVector value, ref double destination, nuint at);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector And(TVector a, TVector b);

    /// <summary>The bits of the first that the second lacks.</summary>
    static abstract TVector AndNot(TVector a, TVector b);

    /// <summary>The first where the mask is set, the second elsewhere.</summary>
    static abstract TVector Select(TVector mask, TVector whereSet, TVector elsewhere);

    /// <summary>Where the first is the greater; nowhere that it is NaN.</summary>
    static abstract TVector IsAbove(TVector a, TVector b);

    /// <summary>Where the first is the greater, and where it is NaN.</summary>
    static abstract TVector IsAboveOrNaN(TVector a, TVector b);

    /// <summary>Where no bit is set in both.</summary>
    static abstract TVector HasNoneOf(TVector a, TVector b);

    /// <summary>For each lane the entry of a table at the number of zero bits above the lane's highest set one.</summary>
    /// <param name="bits">Lanes with a bit set in each.</param>
    /// <param name="table">Eight, 16, 32 or 64 entries.</param>
    /// <param name="size">How many.</param>
    static abstract TVector LookUpHighest(TVector bits, ref readonly double table, int size);
}
