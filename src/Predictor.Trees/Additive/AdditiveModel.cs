using Predictor.Trees.Additive;

namespace Predictor.Trees;

/// <summary>An additive model that scores: its tables as trees, one for each. Safe to use from many threads at once.</summary>
public sealed class AdditiveModel
{
    /// <param name="data">The tables.</param>
    /// <param name="columns">The columns of the rows to be scored.</param>
    /// <exception cref="ArgumentException">The tables make no sense, or do not fit the columns; the message names the field, its value and what was expected.</exception>
    public AdditiveModel(AdditiveModelData data, IReadOnlyList<TreeColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columns);
        AdditiveDataCheck.Check(data, columns);
        Data = data;
        Ensemble = new TreeEnsemble(AdditiveTrees.Of(data, columns), columns);
    }

    public AdditiveModelData Data { get; }

    /// <summary>The tables as trees, the shapes first and then the pairs, in their order.</summary>
    public TreeEnsemble Ensemble { get; }
}
