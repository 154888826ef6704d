namespace Predictor.Risk.Horizons;

/// <summary>The mean of a function's slopes along a straight line, by Gauss-Legendre quadrature.</summary>
internal static class MeanSlopes
{
    // The slopes have their nearest poles where a log-odds is about pi/2 off the real line: in pieces of 4 log-odds the 16 points are exact to about 1e-13.
    private const double LongestPiece = 4;

    private static readonly double[] Nodes =
    [
        0.0950125098376374402, 0.2816035507792589132, 0.4580167776572273863, 0.6178762444026437484,
        0.7554044083550030339, 0.8656312023878317439, 0.9445750230732325761, 0.9894009349916499326,
    ];

    private static readonly double[] Weights =
    [
        0.1894506104550684963, 0.1826034150449235889, 0.1691565193950025382, 0.1495959888165767321,
        0.1246289712555338721, 0.0951585116824927848, 0.0622535239386478929, 0.0271524594117540949,
    ];

    /// <summary>Means of the slopes of <see cref="Hazards.Any"/> or <see cref="Hazards.All"/> between two points.</summary>
    /// <param name="from">Where the line starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="isAny">Which of the two.</param>
    /// <param name="means">One an entry.</param>
    public static void Along(ReadOnlySpan<double> from, ReadOnlySpan<double> to, bool isAny, Span<double> means)
    {
        var longest = 0.0;
        for (var i = 0; i < from.Length; i++) longest = Math.Max(longest, Math.Abs(to[i] - from[i]));
        var pieces = 1 + (int)(longest / LongestPiece);
        Span<double> point = stackalloc double[from.Length];
        Span<double> slopes = stackalloc double[from.Length];
        means.Clear();
        for (var piece = 0; piece < pieces; piece++)
        {
            for (var node = 0; node < 2 * Nodes.Length; node++)
            {
                var at = (node % 2 == 0 ? 1 : -1) * Nodes[node / 2];
                var share = (piece + (0.5 * (1 + at))) / pieces;
                for (var i = 0; i < point.Length; i++) point[i] = from[i] + (share * (to[i] - from[i]));
                if (isAny) Hazards.SlopesOfAny(point, slopes);
                else Hazards.SlopesOfAll(point, slopes);
                for (var i = 0; i < slopes.Length; i++) means[i] += 0.5 * Weights[node / 2] * slopes[i] / pieces;
            }
        }
    }
}
