using Predictor.Trees;

namespace Predictor.Risk.Engines.Trees;

/// <summary>The columns of a feature table as the trees know them.</summary>
internal static class TreeColumns
{
    public static IReadOnlyList<TreeColumn> Of(IReadOnlyList<FeatureColumn> columns) => [.. columns.Select(Of)];

    // A category has no order that a direction could be about.
    private static TreeColumn Of(FeatureColumn column) => new(column.Code, column.Categories?.Count ?? 0, column.IsCategorical ? 0 : column.Direction);
}
