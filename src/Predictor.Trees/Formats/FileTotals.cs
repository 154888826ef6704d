namespace Predictor.Trees.Formats;

/// <summary>Sums up what the trees of a file ask for, and refuses too much before any memory is taken for it.</summary>
internal sealed class FileTotals
{
    private long _nodes;
    private long _categories;

    /// <param name="place">How messages name the tree.</param>
    /// <param name="nodes">How many nodes it claims to have.</param>
    /// <exception cref="ModelFormatException">The trees so far have too many.</exception>
    public void AddNodes(string place, int nodes)
    {
        _nodes += nodes;
        if (_nodes > FileLimits.Nodes) throw new ModelFormatException($"{place}: with its {nodes} nodes the trees have {_nodes}; expected at most {FileLimits.Nodes}.");
    }

    /// <param name="place">How messages name the tree of a split.</param>
    /// <param name="column">The column of categories that it splits on.</param>
    /// <exception cref="ModelFormatException">The splits so far tell of too many categories.</exception>
    public void AddSplit(string place, TreeColumn column)
    {
        _categories += column.CategoryCount;
        if (_categories > FileLimits.CategoriesOfAllSplits)
            throw new ModelFormatException($"{place}: with a split on {FileText.Told(column.Name)}, which has {column.CategoryCount} categories, the splits tell of {_categories} categories altogether; expected at most {FileLimits.CategoriesOfAllSplits}.");
    }
}
