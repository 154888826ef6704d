using Predictor.Risk.Calibration;
using Predictor.Risk.Engines;
using Predictor.Risk.Numerics;

namespace Predictor.Risk.Monitoring;

/// <summary>What each feature adds to the calibrated log-odds of some rows, on average, each client counting once.</summary>
/// <param name="Mean">For each column the mean contribution.</param>
/// <param name="MeanAbsolute">For each column the mean size of the contribution.</param>
internal sealed record MeanContributions(double[] Mean, double[] MeanAbsolute)
{
    /// <param name="model">The model in log-odds.</param>
    /// <param name="calibration">Its calibration.</param>
    /// <param name="values">Row-major, rows x columns.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="weights">The weight of each row; they add up to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static MeanContributions Of(IRiskModel model, AffineCalibration calibration, double[] values, int columns, double[] weights, CancellationToken cancellation)
    {
        // The same bits at any number of threads.
        var sums = new OrderedChunks(threads: -1).Sum(
            weights.Length,
            2 * columns,
            (from, to, sum) =>
            {
                var contributions = new double[columns];
                for (var row = from; row < to; row++)
                {
                    model.Contribute(values.AsSpan(row * columns, columns), contributions);
                    for (var c = 0; c < columns; c++)
                    {
                        var contribution = calibration.Contribution(contributions[c]);
                        sum[c] += weights[row] * contribution;
                        sum[columns + c] += weights[row] * Math.Abs(contribution);
                    }
                }
            },
            cancellation);
        return new MeanContributions(sums[..columns], sums[columns..]);
    }
}
