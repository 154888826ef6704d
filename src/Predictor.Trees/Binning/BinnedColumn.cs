using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Predictor.Trees.Binning;

/// <summary>
/// How the values of one column map to bins: 0 to <see cref="ValueBins"/> - 1 for values, and the bin after them, <see cref="MissingBin"/>, for what is
/// missing.
/// </summary>
internal sealed class BinnedColumn
{
    /// <summary>Bins are bytes, and one is for what is missing.</summary>
    public const int MaximumValueBins = 255;

    /// <summary>The most bins of a column, the missing one with them.</summary>
    public const int MaximumBins = MaximumValueBins + 1;

    private readonly double[] _thresholds;
    private readonly byte[] _binOfCategory;

    private BinnedColumn(double[] thresholds, byte[] binOfCategory, int valueBins, bool isConstant)
    {
        _thresholds = thresholds;
        _binOfCategory = binOfCategory;
        ValueBins = valueBins;
        IsConstant = isConstant;
    }

    public int ValueBins { get; }

    public byte MissingBin => (byte)ValueBins;

    /// <summary>All bins, the missing one with them.</summary>
    public int Bins => ValueBins + 1;

    /// <summary>True where all rows fall into one bin, so that there is nothing to split.</summary>
    public bool IsConstant { get; }

    /// <param name="thresholds">Ascending; bin b holds the numbers above threshold b - 1 and up to threshold b.</param>
    /// <param name="hasMissing">Whether a row has no value.</param>
    /// <param name="hasValues">Whether a row has one.</param>
    public static BinnedColumn OfNumbers(double[] thresholds, bool hasMissing, bool hasValues) =>
        new(thresholds, [], thresholds.Length + 1, !hasValues || (thresholds.Length == 0 && !hasMissing));

    /// <param name="rowsOfCategory">How many rows each category has. The rarest beyond <see cref="MaximumValueBins"/> share the missing bin.</param>
    /// <param name="hasMissing">Whether a row has no value.</param>
    public static BinnedColumn OfCategories(int[] rowsOfCategory, bool hasMissing)
    {
        var kept = Enumerable.Range(0, rowsOfCategory.Length).Where(c => rowsOfCategory[c] > 0)
            .OrderByDescending(c => rowsOfCategory[c]).ThenBy(c => c).Take(MaximumValueBins).Order().ToArray();
        var bins = new byte[rowsOfCategory.Length];
        Array.Fill(bins, (byte)kept.Length);
        for (var b = 0; b < kept.Length; b++) bins[kept[b]] = (byte)b;
        var areSomeLeftOut = rowsOfCategory.Count(n => n > 0) > kept.Length;
        return new BinnedColumn([], bins, kept.Length, kept.Length == 0 || (kept.Length == 1 && !hasMissing && !areSomeLeftOut));
    }

    /// <summary>The bin of a sound value: NaN is missing.</summary>
    public byte BinOf(double value)
    {
        if (double.IsNaN(value)) return MissingBin;
        if (_binOfCategory.Length > 0) return _binOfCategory[(int)value];
        int low = 0, high = _thresholds.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (value <= _thresholds[middle]) high = middle;
            else low = middle + 1;
        }

        return (byte)low;
    }

    /// <summary>The bins of some sound values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BinsOf(ReadOnlySpan<double> values, Span<byte> bins)
    {
        if (_binOfCategory.Length > 0 || _thresholds.Length == 0)
        {
            for (var i = 0; i < values.Length; i++) bins[i] = BinOf(values[i]);
            return;
        }

        // A search without a branch that hangs on a value, over a power of two of thresholds, those added beyond all numbers.
        var half = (int)BitOperations.RoundUpToPowerOf2((uint)_thresholds.Length + 1) / 2;
        Span<double> thresholds = stackalloc double[2 * half];
        thresholds.Fill(double.PositiveInfinity);
        _thresholds.CopyTo(thresholds);
        ref var first = ref MemoryMarshal.GetReference(thresholds);
        var missing = MissingBin;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            nint low = 0;
            for (nint step = half; step > 0; step >>= 1) low += value > Unsafe.Add(ref first, low + step - 1) ? step : 0;
            bins[i] = double.IsNaN(value) ? missing : (byte)low;
        }
    }

    /// <summary>The number up to which values fall into a bin or one before it; for the last one all finite numbers do.</summary>
    public double Threshold(int bin) => bin < _thresholds.Length ? _thresholds[bin] : double.MaxValue;

    /// <summary>The categories that fall into some bins, the missing bin among them where it is asked for.</summary>
    public IEnumerable<int> CategoriesOf(Func<byte, bool> isAsked) => Enumerable.Range(0, _binOfCategory.Length).Where(c => isAsked(_binOfCategory[c]));
}
