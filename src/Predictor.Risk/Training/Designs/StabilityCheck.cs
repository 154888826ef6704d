using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Learned;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Training.Designs;

/// <summary>Trains on drawn shares of the training clients, to see how much of the model of the first horizon was theirs alone.</summary>
internal sealed class StabilityCheck(SplitSides sides, FeatureSet features, IRiskEngine engine, PipelineOptions pipeline, TrainingOptions options)
{
    /// <summary>The expected share of different clients in a bootstrap sample: 1 - 1/e.</summary>
    public static readonly double ClientShare = 1 - StableMath.Exp(-1);

    private readonly HeadTrainer _trainer = new(sides.Training.Cohort, sides.Training.Clients, features, engine, options);

    /// <summary>Refuses, before anything is trained, what could not be refitted.</summary>
    /// <exception cref="TooFewEventsException">A share of the training clients has too few with the outcome.</exception>
    public void RequireEvents()
    {
        for (var refit = 0; refit < options.StabilityRefits; refit++) EventGate.Check(_trainer.Events(Drawn(refit)), engine.FewestEvents, pipeline.HorizonDays[0]);
    }

    /// <param name="head">The model of the first horizon, to compare with.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Stability Of(ModelHead head, IProgress<string>? progress, CancellationToken cancellation)
    {
        var test = sides.Test;
        var labelled = test.Rows(0, pipeline);
        var values = test.Cohort.Fold(features, labelled.Rows, cancellation);
        var probabilities = new double[labelled.Rows.Length];
        for (var row = 0; row < probabilities.Length; row++) probabilities[row] = head.Probability(values.AsSpan(row * features.Count, features.Count));
        var rows = new ScoredRows(
            probabilities, labelled.Labels, labelled.Weights, [.. labelled.Rows.Select(r => test.Clients[test.Cohort.Rows[r].Episode])], [.. labelled.Rows.Select(r => test.Cohort.Rows[r].Landmark.Kind)], [.. labelled.Rows.Select(r => test.Cohort.Rows[r].NotYetGone)]);
        var stability = new StabilityOfRefits(head, features, rows, values, (ulong)options.Seed, cancellation);
        for (var refit = 0; refit < options.StabilityRefits; refit++)
        {
            var told = Prefixed.Of(progress, $"Refit {refit + 1} of {options.StabilityRefits}");
            var drawn = _trainer.Rows(head.HorizonDays, Drawn(refit), out var warning, told, cancellation);
            var learned = _trainer.Learn(head.HorizonDays, drawn, warning, told, cancellation);
            stability.Add(head.With(learned.Result.Model, learned.Calibration.Calibration), cancellation);
        }

        return stability.Told(ClientShare);
    }

    /// <summary>The rows of the clients drawn for a refit: the same in every run.</summary>
    private LabelledRows Drawn(int refit)
    {
        var training = sides.Training;
        var clients = Enumerable.Range(0, training.Cohort.Episodes.Count).Where(training.IsIn).Select(e => training.Clients[e]).Distinct().Order().ToArray();
        var random = SplitMix64.ForStream((ulong)options.Seed, refit);
        var share = (int)Math.Round(ClientShare * clients.Length);
        for (var i = 0; i < share; i++)
        {
            var j = i + random.NextBelow(clients.Length - i);
            (clients[i], clients[j]) = (clients[j], clients[i]);
        }

        var drawn = new HashSet<int>(clients.AsSpan(0, share).ToArray());
        return LabelledRows.Of(training.Cohort, 0, pipeline, e => training.IsIn(e) && drawn.Contains(training.Clients[e]), training.Weights);
    }
}
