using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Capacity;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Capacity;

public sealed class CapacityCurveTests
{
    private const long Day = TimeSpan.TicksPerDay;

    /// <summary>
    /// Ten clients, each with a landmark on day 0, 7 and 14 and so on three weekly lists. Client 9 leaves: last session on day 8, counted as gone on day 20.
    /// </summary>
    private static readonly Dropout[] OneDropout = [new(9, 8 * Day, 20 * Day)];

    [Fact]
    public void One_check_in_a_week_meets_the_client_on_top_once()
    {
        var curve = Play(row => row.Client == 9 ? .9 : .1 + (row.Client / 100.0), OneDropout);
        var point = curve.Single(p => p.CheckInsPer100Clients == 10);

        // Client 9 is called in the first week, then rests; in the others the next in line are called.
        Assert.Equal(3, point.CheckIns);
        Assert.Equal(1, point.TrueCheckIns);
        Assert.Equal(3, point.CheckInsPerTrue);
        Assert.Equal(1, point.Dropouts);
        Assert.Equal(1, point.Found);
        Assert.Equal(1, point.FoundBeforeLastSession);
        Assert.Equal(20, point.MedianLeadDays);
    }

    [Fact]
    public void A_check_in_after_the_last_session_is_no_early_one()
    {
        // The risk shows on day 14 only: the last session was on day 8.
        var curve = Play(row => row is { Client: 9, Day: 14 } ? .9 : .5 - (row.Client / 100.0), OneDropout);
        var point = curve.Single(p => p.CheckInsPer100Clients == 10);

        Assert.Equal(1, point.Found);
        Assert.Equal(0, point.FoundBeforeLastSession);
        Assert.Equal(6, point.MedianLeadDays);
    }

    [Fact]
    public void What_a_week_leaves_of_a_whole_check_in_is_made_later()
    {
        // 5 for each hundred is half a check-in a week among ten: one in the second week.
        var curve = Play(row => row.Client == 9 ? .9 : .1, OneDropout);
        var point = curve.Single(p => p.CheckInsPer100Clients == 5);

        Assert.Equal(1, point.CheckIns);
        Assert.Equal(13, point.MedianLeadDays);
    }

    [Fact]
    public void Who_is_known_to_be_gone_is_not_on_the_list()
    {
        // Counted as gone on day 10: on the list of day 14 there are nine.
        var curve = Play(row => row is { Client: 9, Day: 14 } ? .9 : row.Client == 9 ? .01 : .1, [new(9, 3 * Day, 10 * Day)]);

        Assert.Equal(0, curve.Single(p => p.CheckInsPer100Clients == 10).TrueCheckIns);
        Assert.Equal(1, curve.Single(p => p.CheckInsPer100Clients == 10).Dropouts);
        Assert.Equal(0, curve.Single(p => p.CheckInsPer100Clients == 10).Found);
        Assert.Null(curve.Single(p => p.CheckInsPer100Clients == 10).MedianLeadDays);
    }

    [Fact]
    public void Lists_whose_outcome_is_not_known_by_the_cut_are_not_made()
    {
        var curve = Play(row => row.Client == 9 ? .9 : .1, OneDropout, untilDay: 7);

        Assert.Equal(2, curve.Single(p => p.CheckInsPer100Clients == 10).CheckIns);
    }

    [Fact]
    public void Equal_risks_are_called_in_no_order_of_the_file()
    {
        // With every risk equal, one call in ten a week finds about three in ten dropouts among any clients, the last ones of the file too.
        var found = Enumerable.Range(0, 10).Count(client => Play(_ => .5, [new(client, 16 * Day, 30 * Day)]).Single(p => p.CheckInsPer100Clients == 10).Found == 1);

        Assert.InRange(found, 3, 3);
    }

    private static IReadOnlyList<CapacityPoint> Play(Func<(int Client, int Day), double> risk, Dropout[] dropouts, int untilDay = 100)
    {
        var watched = new List<(int Client, int Day)>();
        for (var client = 0; client < 10; client++) watched.AddRange([(client, 0), (client, 7), (client, 14)]);
        int DropoutOf(int client, int day) => Array.FindIndex(dropouts, d => d.Client == client && d.KnownTicks > day * Day);
        var rows = TestRows.Of([.. watched.Select(risk)], [.. watched.Select(w => (byte)(DropoutOf(w.Client, w.Day) >= 0 ? 1 : 0))], clients: [.. watched.Select(w => w.Client)]);
        var watch = new Watch
        {
            Rows = [.. watched.Select(w => new WatchedRow(w.Day * Day, w.Client, dropouts.FirstOrDefault(d => d.Client == w.Client, new Dropout(-1, 0, long.MaxValue)).KnownTicks, DropoutOf(w.Client, w.Day)))],
            Dropouts = dropouts,
            UntilTicks = untilDay * Day,
            RestTicks = 28 * Day,
        };
        return CapacityCurve.Of(rows, watch, new ClientDraws(rows, new EvaluationOptions { BootstrapRepeats = 0 }), CancellationToken.None);
    }
}
