namespace Predictor.Trees.Explaining;

/// <summary>How large the tables of an explainer may become, whatever the trees.</summary>
/// <param name="Inverses">Inverse factors of splits on columns that a path has met before, 8 bytes each.</param>
/// <param name="Steps">Splits on the paths of leaves, for interactions: up to 40 bytes each.</param>
/// <param name="Products">What pairs of columns do together in the rows at work, 8 bytes each: with more columns, fewer rows are at work at once, and at the least one.</param>
internal readonly record struct TableLimits(int Inverses, int Steps, long Products)
{
    /// <summary>128 MB, 160 MB and 256 MB.</summary>
    public static TableLimits Default { get; } = new(1 << 24, 1 << 22, 1 << 25);
}
