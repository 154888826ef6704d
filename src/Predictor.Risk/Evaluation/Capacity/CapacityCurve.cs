namespace Predictor.Risk.Evaluation.Capacity;

/// <summary>What check-ins bring by how many a clinic can make a week.</summary>
internal static class CapacityCurve
{
    /// <summary>Check-ins a week for each hundred clients in treatment.</summary>
    internal static readonly double[] Capacities = [1, 2, 5, 10, 20, 30];

    /// <summary>Plays every capacity. Intervals draw clients and keep to the check-ins that were made: to draw a client twice would change the list itself.</summary>
    /// <param name="rows">The predictions.</param>
    /// <param name="watch">The same rows as seen week by week.</param>
    /// <param name="draws">The samples of the bootstrap.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<CapacityPoint> Of(ScoredRows rows, Watch watch, ClientDraws draws, CancellationToken cancellation)
    {
        var list = new WeeklyList(watch, rows.Probabilities);
        int[] clientOfRow = [.. rows.Clients.ToArray().Select(draws.Clients.Of)];
        int[] clientOfDropout = [.. watch.Dropouts.Select(d => draws.Clients.Of(d.Client))];
        var plays = Array.ConvertAll(Capacities, capacity => new WeeklyPlay(watch, list, capacity));
        var repeats = Array.ConvertAll(Capacities, _ => new CapacityTally[draws.Repeats]);
        draws.ForEach(
            (repeat, times) =>
            {
                for (var c = 0; c < plays.Length; c++)
                    repeats[c][repeat] = plays[c].Tally(clientOfRow, clientOfDropout, times);
            },
            cancellation);
        var once = new int[draws.Clients.Count];
        Array.Fill(once, 1);
        return [.. plays.Select((play, c) => Told(Capacities[c], play.Tally(clientOfRow, clientOfDropout, once), draws.HasIntervals ? repeats[c] : null))];
    }

    private static CapacityPoint Told(double capacity, CapacityTally tally, CapacityTally[]? repeats)
    {
        return new CapacityPoint
        {
            CheckInsPer100Clients = capacity,
            CheckIns = (int)tally.CheckIns,
            TrueCheckIns = (int)tally.True,
            Dropouts = (int)tally.Dropouts,
            CheckInsPerTrue = Known(tally.CheckInsPerTrue),
            CheckInsPerTrueCi = Interval(t => t.CheckInsPerTrue),
            Found = Known(tally.FoundShare),
            FoundCi = Interval(t => t.FoundShare),
            FoundBeforeLastSession = Known(tally.EarlyShare),
            FoundBeforeLastSessionCi = Interval(t => t.EarlyShare),
            MedianLeadDays = Known(tally.MedianLeadDays),
            MedianLeadDaysCi = Interval(t => t.MedianLeadDays),
        };

        static double? Known(double value) => double.IsNaN(value) ? null : value;

        ConfidenceInterval? Interval(Func<CapacityTally, double> of) =>
            repeats is null ? null : BootstrapFigures.IntervalOf(Array.ConvertAll(repeats, t => of(t))).Value;
    }
}
