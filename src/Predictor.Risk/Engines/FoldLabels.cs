namespace Predictor.Risk.Engines;

/// <summary>How many rows of each label the folds have among some rows.</summary>
internal sealed class FoldLabels
{
    private readonly int[] _rows;
    private readonly int[] _positive;
    private readonly int _allRows;
    private readonly int _allPositive;

    public FoldLabels(TrainingRows rows, IEnumerable<int> selection)
    {
        _rows = new int[rows.FoldCount];
        _positive = new int[rows.FoldCount];
        foreach (var i in selection)
        {
            _rows[rows.Folds[i]]++;
            _positive[rows.Folds[i]] += rows.Labels[i];
        }

        _allRows = _rows.Sum();
        _allPositive = _positive.Sum();
    }

    /// <summary>Whether both labels are left whichever fold is taken out.</summary>
    public bool CanBeSplit => Enumerable.Range(0, _rows.Length).All(fold => PositiveOutside(fold) > 0 && NegativeOutside(fold) > 0);

    public int Rows(int fold) => _rows[fold];

    public int PositiveOutside(int fold) => _allPositive - _positive[fold];

    public int NegativeOutside(int fold) => _allRows - _rows[fold] - PositiveOutside(fold);
}
