namespace Predictor.Risk.Engines.Logistic;

/// <summary>Gathers what can be counted of one feature, in any order.</summary>
internal sealed class FeatureCounts
{
    private readonly int[] _levels;
    private int _present;
    private double _smallest = double.PositiveInfinity;
    private double _largest = double.NegativeInfinity;
    private ulong _pattern;

    private FeatureCounts(int levels) => _levels = new int[levels];

    public static FeatureCounts[] For(IReadOnlyList<FeatureColumn> columns) => [.. columns.Select(c => new FeatureCounts(c.Categories?.Count ?? 0))];

    /// <param name="value">The value of a row.</param>
    /// <param name="rowHash">A number that stands for the row.</param>
    /// <returns>Whether the row has a value.</returns>
    public bool Add(double value, ulong rowHash)
    {
        if (double.IsNaN(value))
        {
            _pattern += rowHash;
            return false;
        }

        _present++;
        if (value < _smallest) _smallest = value;
        if (value > _largest) _largest = value;
        if (_levels.Length > 0) _levels[(int)value]++;
        return true;
    }

    public void Add(FeatureCounts other)
    {
        _present += other._present;
        _smallest = Math.Min(_smallest, other._smallest);
        _largest = Math.Max(_largest, other._largest);
        _pattern += other._pattern;
        for (var level = 0; level < _levels.Length; level++)
            _levels[level] += other._levels[level];
    }

    public FeatureSummary Summary(double presentWeight) => new(_present, presentWeight, _smallest, _largest, _levels, _pattern);
}
