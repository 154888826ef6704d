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
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="truth">The true risks of simulated data; null where they are not known.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static EvaluationResult Of(
        ModelHead head, FeatureSet features, Cohort cohort, int horizon, LabelledRows labelled, Func<int, bool> isIn, int[] clients, int seed, TrueRisks? truth, CancellationToken cancellation)
    {
        var values = cohort.Fold(features, labelled.Rows, cancellation);
        var rows = new ScoredRows(
            Probabilities(head, values, features.Count),
            labelled.Labels,
            labelled.Weights,
            [.. labelled.Rows.Select(r => clients[cohort.Rows[r].Episode])],
            [.. labelled.Rows.Select(r => cohort.Rows[r].Landmark.Kind)],
            [.. labelled.Rows.Select(r => cohort.Rows[r].NotYetGone)]);
        var censored = Censored(cohort, labelled, isIn);
        var options = new EvaluationOptions { Seed = (ulong)seed };
        var result = Evaluator.Evaluate(rows, censored, Rules(head, values, features), options, cancellation);
        if (truth is null) return result;
        var risks = truth.Of(head.HorizonDays, [.. labelled.Rows.Select(r => (cohort.Episodes[cohort.Rows[r].Episode].EpisodeId, cohort.Rows[r].Landmark.Ticks))]);
        return result with { UpperBound = Evaluator.Slices(rows.WithProbabilities(risks), censored, options, cancellation) };
    }

    private static double[] Probabilities(ModelHead head, double[] values, int columns)
    {
        var probabilities = new double[columns == 0 ? 0 : values.Length / columns];
        for (var row = 0; row < probabilities.Length; row++)
        {
            probabilities[row] = head.Calibration.Probability(head.Model.LogOdds(values.AsSpan(row * columns, columns)));
        }

        return probabilities;
    }

    private static Dictionary<string, double[]> Rules(ModelHead head, double[] values, FeatureSet features)
    {
        var predictions = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var rule in head.Rules)
        {
            var column = rule.Feature is { } code ? features.IndexOf(code) : -1;
            var predicted = new double[values.Length / features.Count];
            for (var row = 0; row < predicted.Length; row++) predicted[row] = rule.Predict(column < 0 ? 0 : values[(row * features.Count) + column]);
            predictions.Add(rule.Name, predicted);
        }

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
