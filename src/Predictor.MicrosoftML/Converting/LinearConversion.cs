using System.Collections.Immutable;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;
using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Engines.MicrosoftML;

namespace Predictor.MicrosoftML.Converting;

/// <summary>Turns a logistic regression of ML.NET into one over the features themselves, each effect against its weighted mean over the training rows.</summary>
/// <param name="layout">What the entries of ML.NET's vector stand for.</param>
/// <param name="imputed">The vector of a row in which everything is missing, before it is scaled.</param>
internal sealed class LinearConversion(Layout layout, float[] imputed)
{
    public LogisticModel Of(LinearBinaryModelParameters linear, PlattCalibrator calibrator, NormalizingTransformer scaling, TrainingRows rows, int[] selection)
    {
        var (scales, offsets) = Affine(scaling);
        var baseline = (-calibrator.Slope * linear.Bias) - calibrator.Offset;
        var effects = new double[layout.Slots.Count];
        for (var s = 0; s < effects.Length; s++)
        {
            effects[s] = -calibrator.Slope * linear.Weights[s] * scales[s];
            baseline -= effects[s] * offsets[s];
        }

        var terms = new List<LogisticTerm>();
        for (var c = 0; c < layout.Columns.Count; c++)
        {
            var term = layout.Columns[c].IsCategorical ? Category(c, effects, rows, selection, ref baseline) : Number(c, effects, rows, selection, ref baseline);
            terms.Add(term);
        }

        // ML.NET's two penalties are settings of the engine; there is no one penalty to tell here.
        return new LogisticModel(new LogisticModelData(baseline, 0, terms), layout.Columns, MicrosoftMLNames.Lbfgs);
    }

    private LogisticTerm Number(int column, double[] effects, TrainingRows rows, int[] selection, ref double baseline)
    {
        var code = layout.Columns[column].Code;
        var (number, mark) = (layout.Find(SlotKind.Number, column), layout.Find(SlotKind.Missing, column));
        if (number is null && mark is null) return new LogisticTerm(code, [], [], null);
        var (mean, missing) = Means(rows, selection, column, v => v);
        var slope = number is { } n ? effects[n] : 0;
        // What a missing value changes against one at the weighted mean: it stands at the unweighted mean, and has its mark.
        var absent = (number is { } at ? slope * (imputed[at] - mean) : 0) + (mark is { } m ? effects[m] : 0);
        baseline += (slope * mean) + (absent * missing);
        return new LogisticTerm(
            code,
            // The library's line has no ends.
            slope == 0 ? [] : [new LogisticRamp(-double.MaxValue, double.MaxValue, slope, mean)],
            [],
            absent == 0 ? null : new LogisticMissing(absent, missing));
    }

    private LogisticTerm Category(int column, double[] effects, TrainingRows rows, int[] selection, ref double baseline)
    {
        var (code, categories) = (layout.Columns[column].Code, layout.Columns[column].Categories!);
        var levels = new List<LogisticLevel>();
        var (mean, missing) = (0.0, 0.0);
        for (var level = 0; level < categories.Count; level++)
        {
            if (layout.Find(SlotKind.Category, column, level) is not { } slot) continue;
            var own = level;
            (var share, missing) = Means(rows, selection, column, v => v == own ? 1 : 0);
            levels.Add(new LogisticLevel(level, categories[level], effects[slot], share));
            mean += effects[slot] * share;
        }

        // What is missing is none of the categories: no effect, against the mean of theirs.
        baseline += mean * (1 - missing);
        return new LogisticTerm(code, [], levels, mean == 0 ? null : new LogisticMissing(-mean, missing));
    }

    /// <summary>The weighted mean over the rows that have a value, and the weighted share of those that have none.</summary>
    private static (double Mean, double Missing) Means(TrainingRows rows, int[] selection, int column, Func<double, double> of)
    {
        var (present, absent, sum) = (0.0, 0.0, 0.0);
        foreach (var row in selection)
        {
            var value = rows.Row(row)[column];
            if (double.IsNaN(value))
            {
                absent += rows.Weights[row];
                continue;
            }

            present += rows.Weights[row];
            sum += rows.Weights[row] * of(value);
        }

        return (sum / present, absent / (present + absent));
    }

    /// <summary>The scaled entry is (entry - offset) x scale.</summary>
    private (IReadOnlyList<float> Scales, IReadOnlyList<float> Offsets) Affine(NormalizingTransformer scaling)
    {
        if (scaling.GetNormalizerModelParameters(0) is not NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>> affine)
            throw new ConversionException("ML.NET's scaling of the features is not affine; expected a scale and an offset for each.");
        return (affine.Scale, affine.Offset.IsDefaultOrEmpty ? new float[layout.Slots.Count] : affine.Offset);
    }
}
