using Predictor.Risk.Evaluation.Capacity;
using Predictor.Risk.Evaluation.Examples;
using Predictor.Risk.Evaluation.Fairness;
using Predictor.Risk.Evaluation.Learned;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Evaluation;

/// <summary>Evaluates one head of a model on the rows of a cohort.</summary>
internal static class HeadEvaluation
{
    /// <param name="head">What is judged.</param>
    /// <param name="features">The columns the head reads.</param>
    /// <param name="cohort">All landmarks.</param>
    /// <param name="horizon">Index of the head's horizon in the cohort's horizons.</param>
    /// <param name="labelled">The rows to judge on.</param>
    /// <param name="isIn">The episodes those rows come from, for counting the censored ones by kind.</param>
    /// <param name="clients">The client of each episode as a number.</param>
    /// <param name="options">Repeats and seed of the bootstrap.</param>
    /// <param name="pipeline">How events become rows.</param>
    /// <param name="truth">The true risks of simulated data; null where they are not known.</param>
    /// <param name="progress">Told what is being done; null for nobody.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="probabilities">One a row, where they are not to be the head's own; null where they are.</param>
    public static EvaluationResult Of(
        ModelHead head, FeatureSet features, Cohort cohort, int horizon, LabelledRows labelled, Func<int, bool> isIn, int[] clients, EvaluationOptions options, PipelineOptions pipeline, TrueRisks? truth, IProgress<string>? progress, CancellationToken cancellation, double[]? probabilities = null)
    {
        var values = cohort.Fold(features, labelled.Rows, cancellation);
        var rows = new ScoredRows(
            probabilities ?? Probabilities(head, values, features.Count),
            labelled.Labels,
            labelled.Weights,
            [.. labelled.Rows.Select(r => clients[cohort.Rows[r].Episode])],
            [.. labelled.Rows.Select(r => cohort.Rows[r].Landmark.Kind)],
            [.. labelled.Rows.Select(r => cohort.Rows[r].NotYetGone)]);
        var censored = Censored(cohort, labelled, isIn);
        var told = progress is null ? null : new Told(progress, head.HorizonDays);
        var watch = Watch.Of(cohort, labelled, clients, pipeline, head.HorizonDays);
        var fairness = new FairnessRequest(FairnessGroupings.Of(cohort, labelled.Rows, cancellation), head.Bands.High);
        var result = Evaluator.Evaluate(rows, censored, LandmarkGroups.Of(cohort, labelled.Rows, cancellation), watch, fairness, Baselines(head, values, features), options, told, cancellation);
        told?.Report("what the model learned");
        result = result with
        {
            Learned = Learning.Of(head, features, rows, values, options, cancellation),
            Flow = RowFlow.Of(cohort, labelled, isIn, clients),
            Example = BandExamples.Of(head, features, values, rows.Probabilities, rows.Clients, cancellation),
        };
        if (truth is null) return result;
        var risks = truth.Of(head.HorizonDays, [.. labelled.Rows.Select(r => (cohort.Episodes[cohort.Rows[r].Episode].EpisodeId, cohort.Rows[r].Landmark.Ticks))]);
        return result with { UpperBound = Evaluator.Slices(rows.WithProbabilities(risks), censored, options, cancellation) };
    }

    /// <summary>Says of which horizon the work is.</summary>
    private sealed class Told(IProgress<string> progress, int horizonDays) : IProgress<string>
    {
        public void Report(string value) => progress.Report($"Horizon {horizonDays} days: evaluating, {value}");
    }

    private static double[] Probabilities(ModelHead head, double[] values, int columns)
    {
        var probabilities = new double[columns == 0 ? 0 : values.Length / columns];
        for (var row = 0; row < probabilities.Length; row++)
        {
            probabilities[row] = head.Probability(values.AsSpan(row * columns, columns));
        }

        return probabilities;
    }

    /// <summary>What is simpler than the model predicts for the same rows: rules, and models that see less or are plainer.</summary>
    private static SortedDictionary<string, double[]> Baselines(ModelHead head, double[] values, FeatureSet features)
    {
        var predictions = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var rule in head.Rules) predictions.Add(rule.Name, rule.Predict(features.Columns, values, values.Length / features.Count));
        foreach (var model in head.PlainerModels) predictions.Add(model.Name, model.Predict(values, features.Count));
        return predictions;
    }

    private static CensoredRows Censored(Cohort cohort, LabelledRows labelled, Func<int, bool> isIn)
    {
        var counts = new int[4];
        var next = 0;
        for (var row = 0; row < cohort.Rows.Length; row++)
        {
            if (!isIn(cohort.Rows[row].Episode)) continue;
            if (next < labelled.Rows.Length && labelled.Rows[next] == row) next++;
            else counts[(int)cohort.Rows[row].Landmark.Kind]++;
        }

        return new CensoredRows
        {
            Attended = counts[(int)LandmarkKind.Attended],
            Missed = counts[(int)LandmarkKind.Missed],
            Cancelled = counts[(int)LandmarkKind.Cancelled],
            Silent = counts[(int)LandmarkKind.Silent],
        };
    }
}
