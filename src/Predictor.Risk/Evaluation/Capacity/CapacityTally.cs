namespace Predictor.Risk.Evaluation.Capacity;

/// <summary>The counts of one play. NaN where there is nothing to divide by.</summary>
internal readonly record struct CapacityTally(long CheckIns, long True, long Dropouts, long Found, long Early, double MedianLeadDays)
{
    public double CheckInsPerTrue => True == 0 ? double.NaN : CheckIns / (double)True;

    public double FoundShare => Dropouts == 0 ? double.NaN : Found / (double)Dropouts;

    public double EarlyShare => Dropouts == 0 ? double.NaN : Early / (double)Dropouts;
}
