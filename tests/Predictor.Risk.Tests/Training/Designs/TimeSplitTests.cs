using Predictor.Care.Episodes;
using Predictor.Care.Outcome;
using Predictor.Care.Time;
using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Designs;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Training.Designs;

public sealed class TimeSplitTests
{
    private static readonly DateOnly Day = new(2025, 6, 20);
    private static readonly PipelineOptions Pipeline = new();
    private static readonly IReadOnlyList<Episode> Clinic = SmallClinic.Create(900);
    private static readonly Lazy<ModelPackage> Package = new(() => Packaged(Train(Clinic)));

    [Fact]
    public void What_happens_after_the_day_changes_no_bit_of_the_model()
    {
        var ticks = Pipeline.Calendar.Day(Day).Ticks;
        var changed = Clinic.Select((e, i) => RandomEpisodes.WithAnotherFuture(e, ticks, i)).ToList();
        Assert.True(changed.Zip(Clinic).Count(p => p.First.Appointments.Count != p.Second.Appointments.Count) > 400);

        var other = Packaged(Train(changed));

        foreach (var file in new[] { PackageFiles.Model, PackageFiles.Calibration, PackageFiles.Pipeline, PackageFiles.Features })
            Assert.True(Package.Value.Files[file].SequenceEqual(other.Files[file]), $"{file} depends on what happened after the day.");
    }

    [Fact]
    public void What_happens_before_the_day_does_change_the_model()
    {
        var changed = Clinic.Select((e, i) => i % 10 == 0 ? e with { Appointments = [.. e.Appointments.Select(a => a with { Status = AppointmentStatus.Fulfilled })] } : e).ToList();

        Assert.False(Package.Value.Files[PackageFiles.Model].SequenceEqual(Packaged(Train(changed)).Files[PackageFiles.Model]));
    }

    [Fact]
    public void No_client_is_on_both_sides_and_no_label_window_crosses_the_day()
    {
        var pipeline = new PipelineOptions { HorizonDays = [7], Outcome = new OutcomeOptions { InactivityDays = 14 } };
        var cut = Given.Ticks("2026-03-01 00:00");
        var (learned, judged) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            // Every client has about three episodes, so that some are met on either side of the day.
            var episodes = Enumerable.Range(0, 40).Select(i => RandomEpisodes.Create((seed * 1000) + i) with { ClientId = $"c-{i % 15}" }).Select((e, i) => Moved(e, i % 3 * 120)).ToList();
            var day = RandomEpisodes.FirstDay.AddDays(90 + (seed * 2));
            var ticks = pipeline.Calendar.Day(day).Ticks;
            SplitSides sides;
            try
            {
                sides = SplitSides.Of(episodes, pipeline, cut, seed: 1, new SplitDesign(SplitKind.Time, day), CancellationToken.None);
            }
            catch (ArgumentException e) when (e.Message.Contains("no client has a first landmark after it", StringComparison.Ordinal))
            {
                continue;
            }

            var training = sides.Training.Rows(0, pipeline);
            var test = sides.Test.Rows(0, pipeline);
            Assert.Empty(Clients(sides.Training, training).Intersect(Clients(sides.Test, test)));
            Assert.All(training.Rows, r => Assert.True(sides.Training.Cohort.Label(r, 0).KnownTicks <= ticks));
            Assert.All(test.Rows, r => Assert.True(sides.Test.Cohort.Rows[r].Landmark.Ticks > ticks));
            learned += training.Rows.Length;
            judged += test.Rows.Length;
        }

        Assert.True(learned > 1000 && judged > 100, $"{learned} rows learned from, {judged} judged: the check has hardly anything to check.");
    }

    [Fact]
    public void Evaluating_the_package_on_its_training_data_finds_the_same_test_side()
    {
        var trained = Train(Clinic).Metrics.ByHorizon[28];

        var evaluation = PackageEvaluation.Of(Package.Value, Clinic, SmallClinic.CutTicks, "fingerprint", ClientChoice.Default, truth: null, bootstrapRepeats: 0, progress: null, CancellationToken.None);

        var again = evaluation.ByHorizon[28];
        Assert.Equal((trained.Rows, trained.Clients, trained.Auc, trained.Brier, trained.Censored), (again.Rows, again.Clients, again.Auc, again.Brier, again.Censored));
        Assert.Equal("the clients of the training data whose first landmark lies after 2025-06-20 (split by time)", evaluation.EvaluatedOn);
        Assert.Equal(Clinic.Count(e => e.StartedOn.Ticks > Pipeline.Calendar.Day(Day).Ticks), again.Clients);
        Assert.InRange(again.Auc!.Value, 0.6, 0.99);
    }

    [Fact]
    public void The_default_day_leaves_a_quarter_of_the_labelled_landmarks_after_it()
    {
        var cohort = Cohort.Of(Clinic, Pipeline, SmallClinic.CutTicks, CancellationToken.None);

        var day = Pipeline.Calendar.Day(TimeSplit.DefaultDay(cohort, Pipeline)).Ticks;

        Assert.InRange(cohort.Rows.Count(r => r.Landmark.Ticks > day) / (double)cohort.Rows.Length, 0.22, 0.27);
    }

    [Theory]
    [InlineData("2026-02-01", "expected a day before 2026-01-06")]
    [InlineData("2025-09-20", "no client has a first landmark after it; expected an earlier day")]
    public void A_day_that_leaves_nobody_to_judge_on_is_refused(string day, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => Sides(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_before_any_label_could_be_known_is_refused()
    {
        var error = Assert.Throws<FollowUpTooShortException>(() => Sides(new DateOnly(2025, 2, 1)));

        Assert.Contains("On the training side of the split by time, which ends with 2025-02-01", error.Message, StringComparison.Ordinal);
    }

    private static SplitSides Sides(DateOnly day) => SplitSides.Of(Clinic, Pipeline, SmallClinic.CutTicks, 1, new SplitDesign(SplitKind.Time, day), CancellationToken.None);

    private static IEnumerable<string> Clients(SplitSide side, LabelledRows rows) => rows.Rows.Select(r => side.Cohort.Episodes[side.Cohort.Rows[r].Episode].ClientId).Distinct();

    private static Episode Moved(Episode episode, int days)
    {
        return episode with
        {
            StartedOn = Later(episode.StartedOn),
            ReferredOn = null,
            End = null,
            Appointments = [.. episode.Appointments.Select(a => a with { StartsAt = Later(a.StartsAt), BookedAt = null, StatusAt = null, ReminderSentAt = null, ConfirmedAt = null })],
            Measures = null,
            Payments = null,
            Contacts = null,
        };

        Moment Later(Moment moment) => new(moment.EarliestTicks + (days * TimeSpan.TicksPerDay), moment.Ticks + (days * TimeSpan.TicksPerDay));
    }

    private static TrainedModel Train(IReadOnlyList<Episode> episodes)
    {
        RiskEngines.TryCreate("logistic", out var engine);
        return new Trainer(engine!, TimeProvider.System).Train(
            episodes, SmallClinic.CutTicks, "fingerprint", Pipeline, new TrainingOptions { Name = "small", BootstrapRepeats = 0, Split = new SplitDesign(SplitKind.Time, Day) }, progress: null, CancellationToken.None);
    }

    private static ModelPackage Packaged(TrainedModel model)
    {
        var folder = Directory.CreateTempSubdirectory("predictor-").FullName;
        try
        {
            model.Write(Path.Combine(folder, "model"), CancellationToken.None);
            return PackageReader.Read(Path.Combine(folder, "model"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
