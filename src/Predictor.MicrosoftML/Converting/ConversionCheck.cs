using Microsoft.ML;
using Microsoft.ML.Data;
using Predictor.MicrosoftML.Frames;
using Predictor.Risk.Engines;

namespace Predictor.MicrosoftML.Converting;

/// <summary>Compares a converted model with the one that it was converted from.</summary>
internal static class ConversionCheck
{
    /// <summary>How many rows are compared, where there are as many.</summary>
    public const int Rows = 1000;

    /// <summary>By how much two probabilities may differ: ML.NET adds in single precision.</summary>
    public const double Tolerance = 1e-6;

    /// <returns>How many rows were compared, and the largest difference.</returns>
    /// <exception cref="ConversionException">Some probabilities differ by more than rounding.</exception>
    public static (int Rows, double Largest) Compare(ITransformer whole, IRiskModel converted, TrainingRows rows, int[] selection)
    {
        // Evenly over all rows: neighbours are of one client, and much alike.
        var count = Math.Min(Rows, selection.Length);
        int[] chosen = [.. Enumerable.Range(0, count).Select(i => selection[(int)((long)i * selection.Length / count)])];
        var theirs = whole.Transform(RowFrame.Of(rows, chosen)).GetColumn<float>("Probability").ToArray();
        var largest = 0.0;
        for (var i = 0; i < count; i++)
        {
            var ours = 1 / (1 + Math.Exp(-converted.LogOdds(rows.Row(chosen[i]))));
            var difference = Math.Abs(ours - theirs[i]);
            if (!(difference <= Tolerance))
                throw new ConversionException($"The conversion from ML.NET failed its check: training row {chosen[i]} has the probability {ours:R}, and {theirs[i]:R} by ML.NET; expected a difference of at most {Tolerance}. The model was not kept. This may come of another version of ML.NET than the adapter was written for.");
            largest = Math.Max(largest, difference);
        }

        return (count, largest);
    }
}
