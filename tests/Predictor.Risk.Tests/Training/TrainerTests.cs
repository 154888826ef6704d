using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training;
using Xunit;

namespace Predictor.Risk.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void Retraining_gives_the_same_hash()
    {
        Assert.Equal(TrainedClinic.Model.Sha256, TrainedClinic.Train().Sha256);
    }

    [Fact]
    public void Another_seed_gives_another_model()
    {
        Assert.NotEqual(TrainedClinic.Model.Sha256, TrainedClinic.Train(seed: 2).Sha256);
    }

    [Fact]
    public void The_model_finds_who_leaves_better_than_chance_on_clients_it_has_not_seen()
    {
        var result = TrainedClinic.Model.Metrics.ByHorizon[28];

        Assert.InRange(result.Auc!.Value, 0.65, 0.99);
        Assert.InRange(result.CalibrationSlope!.Value, 0.6, 1.6);
        Assert.True(result.Auc > result.Baselines["base-rate"].Auc);
    }

    [Fact]
    public void Training_and_held_out_clients_are_counted_apart_and_together_are_all()
    {
        var metrics = TrainedClinic.Model.Metrics;

        Assert.Equal(400, metrics.Training[0].Clients + metrics.ByHorizon[28].Clients);
        Assert.InRange(metrics.ByHorizon[28].Clients / 400.0, 0.18, 0.32);
    }

    [Fact]
    public void Under_a_hundred_events_there_is_no_model()
    {
        var error = Assert.Throws<TooFewEventsException>(() => TrainedClinic.Train(clients: 60));

        Assert.Contains("expected at least 100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_a_thousand_events_there_is_a_warning()
    {
        Assert.Contains(TrainedClinic.Model.Metrics.Notes, n => n.Contains("PROBAST advises 1000 or more", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_that_end_too_early_are_refused_with_how_long_they_must_go_on()
    {
        var error = Assert.Throws<FollowUpTooShortException>(() => TrainedClinic.Train(pipeline: new PipelineOptions { HorizonDays = [360] }));

        Assert.Contains("must go on for at least", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_training_ends_without_a_model()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => TrainedClinic.Train(cancellation: cancelled.Token));
    }

    [Fact]
    public void Features_left_out_by_configuration_are_not_in_the_model()
    {
        var trained = TrainedClinic.Train(pipeline: new PipelineOptions { Exclude = ["scheduling.*", "x_shift"] });
        var folder = Directory.CreateTempSubdirectory("predictor-").FullName;
        trained.Write(Path.Combine(folder, "model"), CancellationToken.None);

        var package = PackageReader.Read(Path.Combine(folder, "model"));

        Assert.DoesNotContain(package.Features.Slots, s => s.Feature.Code.StartsWith("scheduling.", StringComparison.Ordinal) || s.Feature.Code == "x_shift");
        Directory.Delete(folder, recursive: true);
    }
}
