namespace Predictor.Trees.Formats;

/// <summary>What no honest model file exceeds: a small file must not claim a large memory, nor a long time.</summary>
internal static class FileLimits
{
    /// <summary>The most columns of a model.</summary>
    public const int Columns = 100_000;

    /// <summary>The most bytes of a column's name, and of any other text that stands for itself.</summary>
    public const int TextLength = 1_000;

    /// <summary>The most trees of a model, each of which costs memory before it has a node.</summary>
    public const int Trees = 100_000;

    /// <summary>The most nodes of all trees together, such as 16,000 trees of 64 leaves. Reading, scoring and explaining take some 300 bytes for each.</summary>
    public const int Nodes = 1 << 21;

    /// <summary>The most categories of a column.</summary>
    public const int Categories = 1 << 16;

    /// <summary>The most categories of all splits together, each of which tells for every category of its column where it goes.</summary>
    public const int CategoriesOfAllSplits = 1 << 24;

    /// <summary>The most fields of a LightGBM model's header, or of one of its trees: it writes some twenty.</summary>
    public const int Fields = 100;

    /// <summary>The most values in the lists of a JSON file: XGBoost writes twelve a node.</summary>
    public const int Values = 1 << 25;

    /// <summary>The most properties in the objects of a JSON file: XGBoost writes some twenty-five a tree.</summary>
    public const int Properties = 1 << 22;
}
