using Predictor.Care.Episodes;
using Predictor.Risk.Engines;
using Predictor.Risk.Training;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Training.Designs;

/// <summary>Refits of a training, as the package tells of them.</summary>
public sealed class StabilityCheckTests
{
    private static readonly TrainingOptions Options = new() { BootstrapRepeats = 40, Folds = 3, StabilityRefits = 3 };

    [Fact]
    public void A_training_tells_what_its_refits_showed_and_the_model_stays_what_it_was()
    {
        var episodes = SmallClinic.Create(700);

        var with = Train(episodes, Options);
        var without = Train(episodes, Options with { StabilityRefits = 0 });

        var stability = with.Metrics.ByHorizon[28].Stability!;
        Assert.Equal(3, stability.Refits);
        Assert.InRange(stability.MeanAbsoluteDifference, 0.001, 0.2);
        Assert.InRange(stability.SharedStrongest, 0.3, 1);
        Assert.InRange(stability.AucRange!.Value.Lower, 0.6, with.Metrics.ByHorizon[28].Auc!.Value + 0.1);
        Assert.Null(without.Metrics.ByHorizon[28].Stability);
        Assert.Equal(without.Metrics.ByHorizon[28].Auc, with.Metrics.ByHorizon[28].Auc);
    }

    [Fact]
    public void Too_few_clients_with_the_outcome_for_a_refit_are_told_before_anything_is_trained()
    {
        // Enough for the model itself, and not for 63 % of its clients.
        var episodes = SmallClinic.Create(FewestClients());
        Assert.NotNull(Train(episodes, Options with { StabilityRefits = 0 }));
        var told = new List<string>();

        Assert.Throws<TooFewEventsException>(() => Train(episodes, Options, new Told(told)));

        Assert.DoesNotContain(told, t => t.Contains("training (", StringComparison.Ordinal));
    }

    /// <summary>The smallest clinic, to the next ten clients, that can be learned from at all.</summary>
    private static int FewestClients() => Enumerable.Range(10, 50).Select(tens => 10 * tens).First(clients =>
    {
        try
        {
            return Train(SmallClinic.Create(clients), Options with { StabilityRefits = 0 }) is not null;
        }
        catch (TooFewEventsException)
        {
            return false;
        }
    });

    private static TrainedModel Train(IReadOnlyList<Episode> episodes, TrainingOptions options, IProgress<string>? progress = null)
    {
        RiskEngines.TryCreate("logistic", out var engine);
        return new Trainer(engine!, TimeProvider.System).Train(episodes, SmallClinic.CutTicks, new string('0', 64), new PipelineOptions(), options, progress, CancellationToken.None);
    }

    private sealed class Told(List<string> told) : IProgress<string>
    {
        public void Report(string value) => told.Add(value);
    }
}
