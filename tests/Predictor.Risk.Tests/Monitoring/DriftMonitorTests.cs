using Predictor.Care.Episodes;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Monitoring;
using Predictor.Risk.Packaging;
using Predictor.Risk.Tests.Training;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Monitoring;

/// <summary>A clinic that has stayed as it was, and clinics of which one thing was changed on purpose.</summary>
public sealed class DriftMonitorTests
{
    private static readonly IReadOnlyList<Episode> OtherClients = SmallClinic.Create(400, seed: 2);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_same_clinic_with_other_clients_gives_no_alarm(int seed)
    {
        Assert.Empty(Drift(SmallClinic.Create(400, seed)).Alarms);
    }

    [Fact]
    public void The_training_data_themselves_give_no_alarm()
    {
        var drift = PackageDrift.Of(TrainedClinic.Package, SmallClinic.Create(), SmallClinic.CutTicks, null, TrainedClinic.Package.DataFingerprint, ClientChoice.Default, new DriftOptions(), null, CancellationToken.None);

        Assert.Contains("held out", drift.ComparedOn, StringComparison.Ordinal);
        Assert.Equal(TrainedClinic.Model.Metrics.ByHorizon[28].Clients, drift.Result.Clients);
        Assert.Empty(drift.Result.Alarms);
    }

    [Fact]
    public void Scores_of_the_alliance_that_fall_are_named_and_with_what_they_do_to_the_risk()
    {
        var result = Drift([.. OtherClients.Select(e => e with { Measures = [.. e.Measures!.Select(m => m with { Score = Math.Max(12, m.Score * 0.8) })] })]);

        var level = result.Features.Single(f => f.Code == "alliance.level");
        Assert.Equal(DriftLevel.Alarm, level.Level);
        Assert.True(level.MedianNow < level.MedianBefore);
        Assert.Contains(result.Alarms, a => a.StartsWith("alliance.", StringComparison.Ordinal) && a.Contains("log-odds", StringComparison.Ordinal));
        // What moved nothing else is alarmed about.
        Assert.All(result.Features.Where(f => f.Level == DriftLevel.Alarm), f => Assert.StartsWith("alliance.", f.Code, StringComparison.Ordinal));
    }

    [Fact]
    public void Scores_that_are_no_longer_taken_are_named_as_missing()
    {
        var result = Drift([.. OtherClients.Select(e => e with { Measures = [] })]);

        var level = result.Features.Single(f => f.Code == "alliance.level");
        Assert.Equal((DriftLevel.Alarm, 1.0), (level.Level, Math.Round(level.MissingNow, 9)));
        Assert.True(level.MissingBefore < 0.5);
        Assert.Contains(result.Alarms, a => a.StartsWith("alliance.level has moved: missing for 100.0 % of clients", StringComparison.Ordinal));
    }

    [Fact]
    public void A_category_that_training_never_saw_is_named_with_its_share()
    {
        var result = Drift([.. OtherClients.Select((e, i) => i % 4 == 0 ? e with { Treatment = "schema therapy" } : e)]);

        var treatment = result.Features.Single(f => f.Code == "course.treatment");
        var unseen = Assert.Single(treatment.Unseen);
        Assert.Equal(("schema therapy", 0.25), (unseen.Category, Math.Round(unseen.Share, 9)));
        Assert.NotEqual(DriftLevel.Stable, treatment.Level);
    }

    [Fact]
    public void The_shifts_of_all_features_add_up_to_the_move_of_the_mean_log_odds()
    {
        var package = TrainedClinic.Package;
        var rows = Rows(OtherClients);
        var result = DriftMonitor.Compare(package, rows, new DriftOptions(), null, CancellationToken.None);
        var weights = new ClientWeights(rows.Clients).OfRow;
        var head = package.Heads[0];
        var mean = 0.0;
        for (var row = 0; row < weights.Length; row++) mean += weights[row] * head.Calibration.LogOdds(head.Model.LogOdds(rows.Values.AsSpan(row * package.Features.Count, package.Features.Count)));

        var explained = head.Calibration.LogOdds(head.Model.BaselineLogOdds) + result.Features.Sum(f => f.Contributions[0].Now);

        Assert.Equal(mean, explained, 1e-9);
    }

    [Fact]
    public void Performance_is_followed_by_window_and_only_where_every_outcome_is_known()
    {
        var result = Drift(OtherClients);

        var judged = result.Windows.Where(w => w.WhyNotJudged is null).ToList();
        Assert.NotEmpty(judged);
        Assert.All(judged, w => Assert.All(w.Figures, f => Assert.True(f.Lower < f.Centre && f.Centre < f.Upper)));
        Assert.Equal(result.Rows, result.Windows.Where(w => w.HorizonDays == 28).Sum(w => w.Rows));
        // The data end on 6 January 2026: of the last quarter nothing is known for sure.
        Assert.All(result.Windows.Where(w => w.Window == "2025-Q4"), w => Assert.NotNull(w.WhyNotJudged));
    }

    [Fact]
    public void An_outcome_that_the_scores_no_longer_tell_is_an_alarm_of_calibration()
    {
        // Everybody stays away half a year after the opening, whatever the features say.
        var closing = SmallClinic.CutTicks - (200 * TimeSpan.TicksPerDay);
        var result = Drift([.. OtherClients.Select(e => e with { End = null, Appointments = [.. e.Appointments.Where(a => a.StartsAt.Ticks < closing)], Measures = [.. e.Measures!.Where(m => m.TakenAt.Ticks < closing)] })], new DriftOptions { Window = CalendarWindow.Month });

        Assert.Contains(result.Windows.SelectMany(w => w.Figures), f => f is { Name: "calibrationIntercept", IsOut: true } && f.Value > f.Upper);
        Assert.Contains(result.Alarms, a => a.Contains("calibrationIntercept", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_that_are_not_of_the_models_features_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => DriftMonitor.Compare(TrainedClinic.Package, new MonitoredRows { Values = [1, 2, 3], Clients = [1] }, new DriftOptions(), null, CancellationToken.None));

        Assert.Contains("There are 3 values; expected 1 rows of", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_their_range_are_all_named()
    {
        var problems = new DriftOptions { PsiWatch = 0.3, Significance = 0, MissingAlarm = 2, UnseenAlarm = 0, Sigma = double.NaN, BootstrapRepeats = 1 }.Problems().ToList();

        Assert.Equal(6, problems.Count);
    }

    [Fact]
    public void A_cancelled_comparison_ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => PackageDrift.Of(TrainedClinic.Package, OtherClients, SmallClinic.CutTicks, null, "another", ClientChoice.Default, new DriftOptions(), null, cancelled.Token));
    }

    private static DriftResult Drift(IReadOnlyList<Episode> episodes, DriftOptions? options = null) =>
        PackageDrift.Of(TrainedClinic.Package, episodes, SmallClinic.CutTicks, null, "another", ClientChoice.Default, options ?? new DriftOptions(), null, CancellationToken.None).Result;

    private static MonitoredRows Rows(IReadOnlyList<Episode> episodes)
    {
        var cohort = Risk.Landmarks.Cohort.Of(episodes, TrainedClinic.Package.Pipeline, SmallClinic.CutTicks, CancellationToken.None);
        int[] all = [.. Enumerable.Range(0, cohort.Rows.Length)];
        return new MonitoredRows { Values = cohort.Fold(TrainedClinic.Package.Features, all, CancellationToken.None), Clients = [.. cohort.Rows.Select(r => r.Episode)] };
    }
}
