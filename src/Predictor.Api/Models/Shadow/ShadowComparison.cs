using Predictor.Risk.Scoring;

namespace Predictor.Api.Models.Shadow;

/// <summary>Compares the answers of the version that serves with those of a challenger, of which nobody is told. Safe for several threads.</summary>
/// <param name="model">The version that serves.</param>
/// <param name="challenger">The model that is tried.</param>
/// <param name="metrics">Told of each comparison.</param>
internal sealed class ShadowComparison(LoadedModel model, LoadedModel challenger, ModelMetrics metrics)
{
    private readonly Lock _gate = new();
    private long _compared;
    private long _bandChanges;
    private long _statusChanges;
    private double _sumOfDifferences;
    private double _largestDifference;
    private long _dropped;
    private long _incomparable;
    private long _failed;

    public LoadedModel Model => model;

    public LoadedModel Challenger => challenger;

    /// <summary>The figures so far.</summary>
    public ShadowFigures Figures()
    {
        lock (_gate)
        {
            return new ShadowFigures(
                challenger.Title, challenger.Package.Sha256, _compared, _compared == 0 ? null : _sumOfDifferences / _compared, _compared == 0 ? null : _largestDifference,
                _compared == 0 ? null : (double)_bandChanges / _compared, _statusChanges, _incomparable, _dropped, _failed);
        }
    }

    /// <summary>Takes in a pair of answers to the same request.</summary>
    public void Add(RiskScore served, RiskScore tried)
    {
        if (served.Status != tried.Status)
        {
            lock (_gate) _statusChanges++;
            Leave("other-status");
        }
        else if (served.Probability is { } ours && tried.Probability is { } theirs)
        {
            var (difference, isBandAnother) = (Math.Abs(ours - theirs), served.Band != tried.Band);
            lock (_gate)
            {
                _compared++;
                _sumOfDifferences += difference;
                _largestDifference = Math.Max(_largestDifference, difference);
                if (isBandAnother) _bandChanges++;
            }

            metrics.Compared(model.Title, challenger.Title, difference, isBandAnother);
        }
    }

    /// <summary>The challenger lacks the horizon or does not take the body.</summary>
    public void AddIncomparable()
    {
        lock (_gate) _incomparable++;
        Leave("incomparable");
    }

    /// <summary>The challenger fell behind.</summary>
    public void AddDropped()
    {
        lock (_gate) _dropped++;
        Leave("dropped");
    }

    /// <summary>The challenger made a mistake.</summary>
    public void AddFailed()
    {
        lock (_gate) _failed++;
        Leave("failed");
    }

    private void Leave(string cause) => metrics.Left(model.Title, challenger.Title, cause);
}

/// <summary>How a challenger compares with the version that serves, since the two were set side by side.</summary>
/// <param name="Challenger">The challenger as <c>name@version</c>.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Compared">How many scores were compared.</param>
/// <param name="MeanAbsoluteDifference">The mean distance of the two probabilities; left out before the first.</param>
/// <param name="LargestDifference">The largest distance.</param>
/// <param name="BandChangeShare">The share of compared scores whose band was another.</param>
/// <param name="StatusChanges">How often one gave a score and the other none.</param>
/// <param name="Incomparable">How often the challenger lacked the horizon or did not take the body.</param>
/// <param name="Dropped">How many scores were not compared because the challenger fell behind.</param>
/// <param name="Failed">How often the challenger made a mistake.</param>
public sealed record ShadowFigures(
    string Challenger, string Sha256, long Compared, double? MeanAbsoluteDifference, double? LargestDifference, double? BandChangeShare, long StatusChanges, long Incomparable, long Dropped, long Failed);
