using System.Text.Json.Serialization;

namespace Predictor.Trees;

/// <summary>
/// One tree as plain data, for files: in every list one entry a node. Node 0 is the root, and children stand after their parents. Numbers survive JSON to
/// the last bit.
/// </summary>
public sealed record TreeData
{
    /// <summary>The <see cref="Column"/> of a leaf.</summary>
    public const int Leaf = -1;

    /// <summary>The most splits between the root and a leaf: no training needs more, and a deeper one could not be walked on a common stack.</summary>
    public const int MaximumDepth = 200;

    /// <summary>Where zero counts as missing, numbers up to this far from it do too: LightGBM's 1e-35 in single precision.</summary>
    public const double ZeroBand = 1e-35f;

    /// <summary>The column that the node splits on; <see cref="Leaf"/> for a leaf.</summary>
    public required IReadOnlyList<int> Column { get; init; }

    /// <summary>For a split on a number: it goes left where it is at most this; infinite where every number goes left and only what is missing may go right. 0 otherwise.</summary>
    public required IReadOnlyList<double> Threshold { get; init; }

    /// <summary>For a split on a category: the codes that go left, ascending; null otherwise. The whole list is null where no node splits on a category.</summary>
    public IReadOnlyList<IReadOnlyList<int>?>? Categories { get; init; }

    /// <summary>Whether rows without a value go left, and with them those of a category beyond the column's. False for a leaf.</summary>
    public required IReadOnlyList<bool> MissingGoesLeft { get; init; }

    /// <summary>
    /// For a split on a number: whether values within <see cref="ZeroBand"/> of zero go where missing ones do. Null where no node does so, as in all trees grown here;
    /// LightGBM grows such trees where zeros stand for what is not known.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<bool>? ZeroIsMissing { get; init; }

    /// <summary>The node's left child; 0 for a leaf.</summary>
    public required IReadOnlyList<int> Left { get; init; }

    /// <summary>The node's right child; 0 for a leaf.</summary>
    public required IReadOnlyList<int> Right { get; init; }

    /// <summary>What a leaf adds to the score; 0 for a split.</summary>
    public required IReadOnlyList<double> Value { get; init; }

    /// <summary>How much of the training went through the node: the sum of its rows' weights, or whatever else the tree's maker counts by.</summary>
    public required IReadOnlyList<double> Cover { get; init; }
}

/// <summary>Boosted trees as plain data, for files.</summary>
/// <param name="BaseScore">What the trees' values are added to, in log-odds.</param>
/// <param name="Trees">In the order in which they were grown.</param>
public sealed record TreeEnsembleData(double BaseScore, IReadOnlyList<TreeData> Trees)
{
    /// <summary>How a value in a column of categories is read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CategoryRule CategoryRule { get; init; }
}
