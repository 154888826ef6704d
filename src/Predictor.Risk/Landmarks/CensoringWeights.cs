namespace Predictor.Risk.Landmarks;

/// <summary>
/// Inverse probability of censoring weights. All landmarks are censored at the same cut, so the chance that a label known u after its
/// landmark could be seen is the share of landmarks followed for at least u.
/// </summary>
public sealed class CensoringWeights
{
    /// <summary>The largest weight a row can have, so that a few late rows do not carry the model.</summary>
    public const double Cap = 10;

    private readonly long[] _followUp;

    /// <param name="followUpTicks">Cut minus landmark for every landmark of the training fold, censored ones included.</param>
    public CensoringWeights(IEnumerable<long> followUpTicks)
    {
        ArgumentNullException.ThrowIfNull(followUpTicks);
        _followUp = [.. followUpTicks];
        Array.Sort(_followUp);
    }

    /// <summary>The longest follow-up of any landmark, in ticks; 0 where there is none.</summary>
    public long Longest => _followUp.Length == 0 ? 0 : _followUp[^1];

    /// <summary>G(u): the share of landmarks followed for at least u.</summary>
    public double ShareFollowed(long ticks)
    {
        int low = 0, high = _followUp.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_followUp[middle] >= ticks) high = middle;
            else low = middle + 1;
        }

        return _followUp.Length == 0 ? 0 : (_followUp.Length - low) / (double)_followUp.Length;
    }

    /// <summary>The weight 1 / G(u) of a row whose label was known u after its landmark, capped.</summary>
    /// <param name="delayTicks">kappa minus the landmark.</param>
    /// <param name="isCapped">True where the cap was applied.</param>
    public double Weight(long delayTicks, out bool isCapped)
    {
        var share = ShareFollowed(delayTicks);
        isCapped = share * Cap < 1;
        return isCapped ? Cap : 1 / share;
    }
}
