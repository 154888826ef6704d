namespace Predictor.Trees.Formats;

/// <summary>What no honest model file exceeds: a small file must not claim a large memory.</summary>
internal static class FileLimits
{
    /// <summary>The most columns of a model.</summary>
    public const int Columns = 100_000;

    /// <summary>The most categories of a column.</summary>
    public const int Categories = 1 << 16;

    /// <summary>The most categories of all splits together, each of which tells for every category of its column where it goes.</summary>
    public const long CategoriesOfAllSplits = 1 << 26;

    /// <exception cref="ModelFormatException">The splits on categories would take too much room.</exception>
    public static void CheckCategories(IReadOnlyList<TreeColumn> columns, IEnumerable<int> columnsOfCategorySplits)
    {
        var all = 0L;
        foreach (var column in columnsOfCategorySplits) all += columns[column].CategoryCount;
        if (all > CategoriesOfAllSplits) throw new ModelFormatException($"The splits on categories tell of {all} categories altogether; expected at most {CategoriesOfAllSplits}.");
    }
}
