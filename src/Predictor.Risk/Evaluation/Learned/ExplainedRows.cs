using Predictor.Risk.Features;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Evaluation.Learned;

/// <summary>Rows with what each feature contributes to their score.</summary>
internal sealed class ExplainedRows
{
    private readonly double[] _contributions;

    private ExplainedRows(ModelHead head, FeatureSet features, ScoredRows rows, double[] values, double[] contributions)
    {
        Head = head;
        Features = features;
        Rows = rows;
        Values = values;
        _contributions = contributions;
    }

    public ModelHead Head { get; }

    public FeatureSet Features { get; }

    public ScoredRows Rows { get; }

    /// <summary>Row-major, rows x features.</summary>
    public double[] Values { get; }

    /// <summary>The contribution of a feature to a row's log-odds, after calibration.</summary>
    public double Contribution(int row, int feature) => _contributions[(row * Features.Count) + feature];

    /// <summary>The value of a feature in a row.</summary>
    public double Value(int row, int feature) => Values[(row * Features.Count) + feature];

    /// <summary>Explains rows, on several threads.</summary>
    public static ExplainedRows Of(ModelHead head, FeatureSet features, ScoredRows rows, double[] values, CancellationToken cancellation)
    {
        var contributions = new double[values.Length];
        Parallel.For(0, rows.Count, new ParallelOptions { CancellationToken = cancellation }, row =>
        {
            var own = contributions.AsSpan(row * features.Count, features.Count);
            head.Model.Contribute(values.AsSpan(row * features.Count, features.Count), own);
            for (var feature = 0; feature < own.Length; feature++) own[feature] = head.Calibration.Contribution(own[feature]);
        });
        return new ExplainedRows(head, features, rows, values, contributions);
    }
}
