using Predictor.Risk.Engines;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Tests.Engines.Logistic;

/// <summary>
/// A fixed data set that any language can make: fractional parts of multiples of irrational numbers. In Python:
/// <code>
/// n = 200; i = np.arange(n)
/// a = (i*0.6180339887498949)%1; b = (i*0.41421356237309515)%1*10; u = (i*0.7320508075688772)%1
/// y = (u &lt; 1/(1+np.exp(-(3*a - 0.3*b - 0.5)))).astype(int); w = 1 + ((i*7)%5)/4
/// </code>
/// </summary>
internal static class ReferenceData
{
    public const int RowCount = 200;

    public static byte[] Labels { get; } = [.. Rows.Select(i => (byte)(i * 0.7320508075688772 % 1 < Chance(i) ? 1 : 0))];

    public static double[] Weights { get; } = [.. Rows.Select(i => 1 + i * 7 % 5 / 4.0)];

    private static IEnumerable<int> Rows => Enumerable.Range(0, RowCount);

    public static double First(int row) => row * 0.6180339887498949 % 1;

    public static double Second(int row) => row * 0.41421356237309515 % 1 * 10;

    /// <summary>The two numbers alone.</summary>
    public static TrainingRows Plain() =>
        Of([new("a", null, 0), new("b", null, 0)], [.. Rows.SelectMany(i => new[] { First(i), Second(i) })]);

    /// <summary>
    /// With b missing in each sixth row, a category of three and a constant.
    /// </summary>
    public static TrainingRows Mixed() => Of(
        [new("a", null, 0), new("b", null, 0), new("c", ["red", "green", "blue"], 0), new("constant", null, 0)],
        [.. Rows.SelectMany(i => new[] { First(i), i % 6 == 0 ? double.NaN : Second(i), i % 3, 4 })]);

    /// <summary>Two rows a client, five folds.</summary>
    private static TrainingRows Of(IReadOnlyList<FeatureColumn> columns, double[] values) => new()
    {
        Columns = columns,
        Values = values,
        Labels = [.. Labels],
        Weights = [.. Weights],
        Clients = [.. Rows.Select(i => i / 2)],
        Folds = [.. Rows.Select(i => i / 2 % 5)],
        FoldCount = 5,
    };

    private static double Chance(int i) => StableMath.Sigmoid(3 * First(i) - 0.3 * Second(i) - 0.5);
}
