using Microsoft.Data.Analysis;
using Predictor.Risk.Engines;

namespace Predictor.MicrosoftML.Frames;

/// <summary>Rows of a feature table as a frame, each column under its feature's code.</summary>
internal static class RowFrame
{
    /// <summary>The column of the labels.</summary>
    public const string Label = "label";

    /// <summary>The column of the weights.</summary>
    public const string Weight = "weight";

    /// <param name="rows">The table.</param>
    /// <param name="selection">Which of its rows, in the order they are to stand.</param>
    public static DataFrame Of(TrainingRows rows, IReadOnlyList<int> selection)
    {
        var frame = new DataFrame();
        for (var c = 0; c < rows.Columns.Count; c++) frame.Columns.Add(Column(rows, selection, c));
        frame.Columns.Add(new BooleanDataFrameColumn(Label, selection.Select(r => rows.Labels[r] == 1)));
        frame.Columns.Add(new SingleDataFrameColumn(Weight, selection.Select(r => (float)rows.Weights[r])));
        return frame;
    }

    /// <summary>One row in which every feature is missing.</summary>
    public static DataFrame Empty(IReadOnlyList<FeatureColumn> columns) => Of(
        new TrainingRows { Columns = columns, Values = [.. columns.Select(_ => double.NaN)], Labels = [0], Weights = [1], Clients = [0], Folds = [0], FoldCount = 1 },
        [0]);

    private static DataFrameColumn Column(TrainingRows rows, IReadOnlyList<int> selection, int column)
    {
        var code = rows.Columns[column].Code;
        var values = selection.Select(r => rows.Row(r)[column]);
        return rows.Columns[column].Categories is { } categories
            ? new StringDataFrameColumn(code, values.Select(v => double.IsNaN(v) ? null : categories[(int)v]))
            : new DoubleDataFrameColumn(code, values.Select(v => double.IsNaN(v) ? (double?)null : v));
    }
}
