using Predictor.Risk.Features;

namespace Predictor.Risk.Monitoring;

/// <summary>Rows of features to compare with those that a model was trained on.</summary>
public sealed record MonitoredRows
{
    /// <summary>Row-major, rows x features in the order of the package; NaN where there is no value.</summary>
    public required double[] Values { get; init; }

    /// <summary>The client of each row as a number.</summary>
    public required int[] Clients { get; init; }

    /// <summary>Values that are NaN because training never saw their category.</summary>
    public IReadOnlyList<UnseenValue> Unseen { get; init; } = [];
}
