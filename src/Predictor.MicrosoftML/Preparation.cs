using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Predictor.MicrosoftML;

/// <summary>
/// From columns under the features' own codes to ML.NET's feature vector, in ML.NET's own transforms: a saved model takes the columns of a feature table as they are.
/// </summary>
internal static class Preparation
{
    /// <summary>The column of the feature vector.</summary>
    public const string Features = "Features";

    /// <summary>The transforms of a layout.</summary>
    public static IEstimator<ITransformer> Of(MLContext ml, Layout layout)
    {
        string Code(int column) => layout.Columns[column].Code;
        string Mark(int column) => $"{Code(column)}#missing";
        string Coded(int column) => $"{Code(column)}#codes";
        InputOutputColumnPair[] numbers = [.. layout.Numbers.Select(c => new InputOutputColumnPair(Code(c)))];
        InputOutputColumnPair[] marks = [.. layout.Marked.Select(c => new InputOutputColumnPair(Mark(c), Code(c)))];
        IEstimator<ITransformer> steps = new EstimatorChain<ITransformer>();
        InputOutputColumnPair[] read = [.. layout.Numbers.Union(layout.Marked).Select(c => new InputOutputColumnPair(Code(c)))];
        if (read.Length > 0) steps = steps.Append(ml.Transforms.Conversion.ConvertType(read, DataKind.Single));
        if (marks.Length > 0)
        {
            steps = steps.Append(ml.Transforms.IndicateMissingValues(marks));
            steps = steps.Append(ml.Transforms.Conversion.ConvertType([.. layout.Marked.Select(c => new InputOutputColumnPair(Mark(c)))], DataKind.Single));
        }

        if (numbers.Length > 0) steps = steps.Append(ml.Transforms.ReplaceMissingValues(numbers, MissingValueReplacingEstimator.ReplacementMode.Mean));
        foreach (var (column, codes) in layout.Categories)
        {
            // In the order of their codes, whatever row shows them first.
            var keys = new DataFrame(new StringDataFrameColumn("category", codes.Select(code => layout.Columns[column].Categories![code])));
            steps = steps.Append(ml.Transforms.Categorical.OneHotEncoding(Coded(column), Code(column), keyData: keys));
        }

        return steps.Append(ml.Transforms.Concatenate(Features, [.. layout.Numbers.Select(Code), .. layout.Marked.Select(Mark), .. layout.Categories.Select(c => Coded(c.Column))]));
    }
}
