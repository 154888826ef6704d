using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Features;
using Predictor.Risk.Horizons;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training.Designs;

/// <summary>Trains on some clients just as a package is trained, and predicts the rows of others.</summary>
internal sealed class Refit(Cohort cohort, int[] clients, IRiskEngine engine, PipelineOptions pipeline, TrainingOptions options)
{
    /// <summary>The rows of the test episodes as predicted by a model that learned from the training episodes alone: features, categories, weights and calibration too.</summary>
    /// <param name="horizon">Index of the horizon.</param>
    /// <param name="isTraining">Whether an episode, by index, is learned from.</param>
    /// <param name="isTest">Whether an episode is predicted; no client may be in both.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="TooFewEventsException">There are too few training clients with the outcome.</exception>
    /// <exception cref="FollowUpTooShortException">No training landmark was followed for long enough.</exception>
    public RefitRows Predict(int horizon, Func<int, bool> isTraining, Func<int, bool> isTest, IProgress<string>? progress, CancellationToken cancellation)
    {
        var weights = FollowUp.Weights(cohort, pipeline, isTraining);
        var features = FeatureSetBuilder.Build([.. cohort.Episodes.Where((_, e) => isTraining(e))], pipeline);
        var curve = new CurveTrainer(cohort, new HeadTrainer(cohort, clients, features, engine, options), pipeline);
        var (days, learned) = (pipeline.HorizonDays[horizon], 0);
        foreach (var step in HorizonChain.WayTo(pipeline.HorizonDays, days))
            learned = curve.Learn(step, LabelledRows.Of(cohort, pipeline.HorizonDays.ToList().IndexOf(step), pipeline, isTraining, weights), progress, cancellation).Rows.Clients.Distinct().Count();
        var test = LabelledRows.Of(cohort, horizon, pipeline, isTest, weights);
        var values = cohort.Fold(features, test.Rows, cancellation);
        var probabilities = new double[test.Rows.Length];
        for (var row = 0; row < probabilities.Length; row++)
            probabilities[row] = curve.Probability(days, values.AsSpan(row * features.Count, features.Count));
        return new RefitRows(test, probabilities, learned);
    }

    /// <summary>Rows with their predictions, ready to be judged.</summary>
    public ScoredRows Scored(LabelledRows labelled, double[] probabilities) => new(
        probabilities,
        labelled.Labels,
        labelled.Weights,
        [.. labelled.Rows.Select(r => clients[cohort.Rows[r].Episode])],
        [.. labelled.Rows.Select(r => cohort.Rows[r].Landmark.Kind)],
        [.. labelled.Rows.Select(r => cohort.Rows[r].NotYetGone)]);
}

/// <summary>Rows predicted by a model that has not seen their clients.</summary>
/// <param name="Labelled">The rows.</param>
/// <param name="Probabilities">One a row.</param>
/// <param name="TrainingClients">How many clients the model learned from.</param>
internal sealed record RefitRows(LabelledRows Labelled, double[] Probabilities, int TrainingClients);
