namespace Predictor.Trees.Scoring;

/// <summary>Reads the values of a column of categories.</summary>
internal static class CategoryCodes
{
    /// <summary>Codes after a column's own: one for what is missing, one for all else that is no code of the column.</summary>
    public const int Extra = 2;

    /// <summary>What stands for missing where a column has so many categories.</summary>
    public static int Missing(int categories) => categories;

    /// <summary>What stands for anything that is no code of the column and goes left whatever missing values do.</summary>
    public static int Other(int categories) => categories + 1;

    /// <summary>The code of a value: one of the column's, <see cref="Missing"/> or <see cref="Other"/>.</summary>
    public static int Of(double value, int categories, CategoryRule rule)
    {
        if (double.IsNaN(value)) return Missing(categories);
        switch (rule)
        {
            case CategoryRule.TruncatedOthersLeft:
                var single = (float)value;
                return single >= 0 && single < categories ? (int)single : Other(categories);
            case CategoryRule.Truncated:
                return value > -1 && value < categories ? (int)value : Missing(categories);
            default:
                // A code that is no whole number is none that training knew.
                return value >= 0 && value < categories && Math.Floor(value) == value ? (int)value : Missing(categories);
        }
    }
}
