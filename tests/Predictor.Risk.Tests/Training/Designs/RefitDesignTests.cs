using Predictor.Care.Episodes;
using Predictor.Risk.Engines;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Designs;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Training.Designs;

/// <summary>Clinics left out in turn, and cross-validation: whoever is judged has not been learned from.</summary>
public sealed class RefitDesignTests
{
    private static readonly PipelineOptions Pipeline = new();

    private static readonly TrainingOptions Options = new() { BootstrapRepeats = 40, CrossValidationRepeats = 2, Folds = 3, Split = new SplitDesign(SplitKind.Clinic) };

    /// <summary>Three clinics of their own, one that is too small, and a few episodes without one.</summary>
    private static readonly IReadOnlyList<Episode> Clinic = [.. SmallClinic.Create(700).Select((e, i) => e with { ClinicId = i < 30 ? "tiny" : i < 40 ? null : $"clinic-{i % 3}" })];

    [Fact]
    public void The_model_of_the_other_clinics_does_not_depend_on_the_one_left_out()
    {
        var changed = Clinic.Select((e, i) => e.ClinicId == "clinic-1" ? RandomEpisodes.WithAnotherFuture(e, e.StartedOn.Ticks, i) : e).ToList();

        Assert.Equal(WithoutClinic1(Clinic), WithoutClinic1(changed));
        Assert.NotEqual(WithoutClinic1(Clinic), WithoutClinic1([.. Clinic.Select((e, i) => e.ClinicId == "clinic-0" ? RandomEpisodes.WithAnotherFuture(e, e.StartedOn.Ticks, i) : e)]));

        static double[] WithoutClinic1(IReadOnlyList<Episode> episodes)
        {
            var (cohort, clients) = Of(episodes);
            return new Refit(cohort, clients, Engine(), Pipeline, Options).Predict(0, e => episodes[e].ClinicId != "clinic-1", e => episodes[e].ClinicId == "clinic-2", null, CancellationToken.None).Probabilities;
        }
    }

    [Fact]
    public void Each_clinic_is_judged_by_a_model_of_the_others_and_the_figures_are_pooled()
    {
        var (cohort, clients) = Of(Clinic);

        var validation = new LeaveClinicOut(cohort, clients, Engine(), Pipeline, Options).Of(0, null, CancellationToken.None);

        Assert.Equal(["clinic-0", "clinic-1", "clinic-2"], validation.ByClinic.Select(c => c.Clinic));
        Assert.All(validation.ByClinic, c => Assert.Equal(700, c.TrainingClients + c.Performance.Clients));
        Assert.Equal(3, validation.Auc!.Clinics);
        Assert.InRange(validation.Auc.Mean, validation.ByClinic.Min(c => c.Performance.Auc!.Value), validation.ByClinic.Max(c => c.Performance.Auc!.Value));
        Assert.True(validation.Auc.PredictionInterval!.Value.Lower < validation.Auc.MeanCi.Lower && validation.Auc.PredictionInterval.Value.Upper > validation.Auc.MeanCi.Upper);
        Assert.True(validation.Auc.PredictionInterval.Value is { Lower: > 0, Upper: < 1 });
        Assert.InRange(validation.CalibrationSlope!.Mean, 0.5, 1.6);
        Assert.Contains(validation.Notes, n => n.Contains("tiny", StringComparison.Ordinal) && n.Contains("episodes without a clinic", StringComparison.Ordinal) && n.Contains("too few even together", StringComparison.Ordinal));
    }

    [Fact]
    public void A_client_of_two_clinics_is_learned_from_in_neither()
    {
        var episodes = Clinic.Select((e, i) => i is >= 40 and < 60 ? e with { ClientId = Clinic[i + 20].ClientId, ClinicId = "clinic-0" } : i is >= 60 and < 80 ? e with { ClinicId = "clinic-1" } : e).ToList();
        var (cohort, clients) = Of(episodes);

        var validation = new LeaveClinicOut(cohort, clients, Engine(), Pipeline, Options).Of(0, null, CancellationToken.None);

        Assert.All(validation.ByClinic, c => Assert.Equal(680, c.TrainingClients + c.Performance.Clients));
    }

    [Fact]
    public void Small_clinics_are_left_out_together()
    {
        var (cohort, clients) = Of([.. Clinic.Select((e, i) => i % 3 == 2 ? e with { ClinicId = $"small-{i % 10}" } : e)]);

        var groups = ClinicGroups.Of(cohort, clients, Pipeline);

        Assert.Equal(["clinic-0", "clinic-1", ClinicGroups.Other], groups.Groups.Select(g => g.Name));
        Assert.Contains("are left out together as 'other': ", groups.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void One_clinic_cannot_be_left_out()
    {
        var (cohort, clients) = Of(SmallClinic.Create(300));

        var error = Assert.Throws<ArgumentException>(() => ClinicGroups.Of(cohort, clients, Pipeline));

        Assert.Contains("0 of 0 clinics (clinic_id)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cross_validation_judges_every_labelled_row_once_in_each_repeat()
    {
        var (cohort, clients) = Of(Clinic);
        var validation = new RepeatedCrossValidation(cohort, clients, Engine(), Pipeline, Options);

        var first = validation.OutOfFold(0, 0, null, CancellationToken.None);
        var second = validation.OutOfFold(0, 1, null, CancellationToken.None);

        var labelled = Enumerable.Range(0, cohort.Rows.Length).Count(r => cohort.Label(r, 0).KnownTicks <= cohort.CutTicks);
        Assert.Equal((labelled, labelled), (first.Count, second.Count));
        Assert.Equal(first.Labels.ToArray().Sum(l => l), second.Labels.ToArray().Sum(l => l));
        Assert.NotEqual(first.Probabilities.ToArray().Order(), second.Probabilities.ToArray().Order());
    }

    [Fact]
    public void Cross_validation_tells_mean_and_spread_over_the_repeats()
    {
        var (cohort, clients) = Of(Clinic);

        var result = new RepeatedCrossValidation(cohort, clients, Engine(), Pipeline, Options).Of(0, null, CancellationToken.None);

        Assert.Equal((2, 3, 700), (result.Repeats, result.Folds, result.Clients));
        var auc = result.Figures["auc"];
        Assert.InRange(auc.Mean, 0.65, 0.95);
        Assert.Equal((auc.Lowest + auc.Highest) / 2, auc.Mean, 12);
        Assert.Equal((auc.Highest - auc.Lowest) / Math.Sqrt(2), auc.Deviation!.Value, 12);
        Assert.True(auc.Highest > auc.Lowest);
        Assert.Contains("notYetGoneAuc", result.Figures.Keys);
    }

    private static (Cohort Cohort, int[] Clients) Of(IReadOnlyList<Episode> episodes)
    {
        var cohort = Cohort.Of(episodes, Pipeline, SmallClinic.CutTicks, CancellationToken.None);
        return (cohort, new TrainingSide(cohort, 1).Clients);
    }

    private static IRiskEngine Engine()
    {
        RiskEngines.TryCreate("logistic", out var engine);
        return engine!;
    }
}
