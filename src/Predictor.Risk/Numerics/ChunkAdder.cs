namespace Predictor.Risk.Numerics;

/// <summary>Adds the items <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive) to <paramref name="sum"/>.</summary>
internal delegate void ChunkAdder(int from, int to, Span<double> sum);
