namespace Predictor.Trees.Lanes;

/// <summary>A vector of two vectors.</summary>
internal readonly struct Two<TVector>(TVector first, TVector second)
    where TVector : struct
{
    public readonly TVector First = first;
    public readonly TVector Second = second;
}
