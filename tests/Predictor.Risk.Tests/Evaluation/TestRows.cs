using FsCheck;
using FsCheck.Fluent;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Landmarks;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Tests.Evaluation;

/// <summary>Rows for tests, and what the statistics make of them.</summary>
internal static class TestRows
{
    /// <summary>Sixteen rows with ties and weights, whose figures by scikit-learn and others are recorded in the tests.</summary>
    public static readonly double[] Probabilities =
        [.05, .1, .1, .2, .2, .2, .35, .35, .5, .5, .6, .7, .7, .8, .9, .95];

    public static readonly byte[] Labels = [0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 0];

    public static readonly double[] Weights = [1, 2, 1.5, 1, 3, 1, 1.25, 1, 2.5, 1, 1, 4, 1, 1.5, 1, 1.75];

    public static ScoredRows Reference { get; } = Of(Probabilities, Labels, Weights);

    /// <summary>Rows of one kind; each row is a client of its own unless said otherwise.</summary>
    public static ScoredRows Of(double[] probabilities, byte[] labels, double[]? weights = null, int[]? clients = null)
    {
        var ones = new double[labels.Length];
        Array.Fill(ones, 1);
        return new ScoredRows(
            probabilities, labels, weights ?? ones, clients ?? [.. Enumerable.Range(0, labels.Length)],
            new LandmarkKind[labels.Length], new bool[labels.Length]);
    }

    /// <summary>
    /// Independent clients of one to four rows each. A row's score is normal, higher by <paramref name="difference"/> where the label is 1,
    /// and half of its variance is its client's: so the AUC of rows of different clients is Phi(difference / sqrt 2).
    /// </summary>
    public static ScoredRows Simulated(int clientCount, double difference, ulong seed)
    {
        var random = SplitMix64.ForStream(seed, clientCount);
        var (probabilities, labels, weights, clients) = (new List<double>(), new List<byte>(), new List<double>(), new List<int>());
        for (var client = 0; client < clientCount; client++)
        {
            var ofClient = Normal(ref random);
            var rowCount = 1 + random.NextBelow(4);
            for (var row = 0; row < rowCount; row++)
            {
                var label = (byte)(random.NextBelow(10) < 4 ? 1 : 0);
                var score = difference * label + (ofClient + Normal(ref random)) / Math.Sqrt(2);
                probabilities.Add(1 / (1 + Math.Exp(-score)));
                labels.Add(label);
                weights.Add(1 + random.NextBelow(3) / 2.0);
                clients.Add(client);
            }
        }

        return Of([.. probabilities], [.. labels], [.. weights], [.. clients]);
    }

    /// <summary>Small row sets with many ties and at least two rows of either label.</summary>
    public static Arbitrary<ScoredRows> Small()
    {
        var row =
            from twentieths in Gen.Choose(1, 19)
            from label in Gen.Choose(0, 1)
            from weight in Gen.Choose(1, 3)
            select (Probability: twentieths / 20.0, Label: (byte)label, Weight: (double)weight);
        var rows =
            from count in Gen.Choose(6, 40)
            from drawn in row.ArrayOf(count)
            where drawn.Count(r => r.Label == 0) >= 2 && drawn.Count(r => r.Label == 1) >= 2
            select Of([.. drawn.Select(r => r.Probability)], [.. drawn.Select(r => r.Label)], [.. drawn.Select(r => r.Weight)]);
        return rows.ToArbitrary();
    }

    /// <summary>Holds a property for <see cref="Small"/> rows, the same ones on every run.</summary>
    public static void HoldsForSmall(Action<ScoredRows> property) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20260301, 7), Prop.ForAll(Small(), property));

    public static double Auc(ScoredRows rows) => Discrimination.Auc(RankedPredictions.Of(rows)).Value!.Value;

    public static ConfidenceInterval Interval(ScoredRows rows, EvaluationOptions options) =>
        TryInterval(rows, options, CancellationToken.None).Value!.Value;

    public static Estimate<ConfidenceInterval> TryInterval(ScoredRows rows, EvaluationOptions options, CancellationToken cancellation) =>
        Figures(rows, options, cancellation, out var whyNot)?.Interval(Figure.Auc) ?? Estimate<ConfidenceInterval>.Undefined(whyNot!);

    public static BootstrapFigures? Figures(ScoredRows rows, EvaluationOptions options, CancellationToken cancellation, out string? whyNot) => ClientBootstrap.Of(
        rows, RankedPredictions.Of(rows), new ClientNumbers(rows.Clients).Count, new ClientDraws(rows, options), withCurve: true, cancellation, out whyNot);

    /// <summary>Every statistic of the rows, NaN where it is undefined.</summary>
    public static double[] Statistics(ScoredRows rows)
    {
        var ranked = RankedPredictions.Of(rows);
        double?[] all =
        [
            Discrimination.Auc(ranked).Value,
            Discrimination.AveragePrecision(ranked).Value,
            ScoringRules.Brier(ranked).Value,
            ScoringRules.LogLoss(ranked).Value,
            LogisticRecalibration.Intercept(ranked).Value,
            LogisticRecalibration.Line(ranked).Value?.Slope,
            CalibrationIndex.Of(ranked, CancellationToken.None).Value?.Mean,
            CalibrationIndex.Of(ranked, CancellationToken.None).Value?.Median,
            CalibrationIndex.Of(ranked, CancellationToken.None).Value?.Percentile90,
            ScoringRules.ScaledBrier(ranked).Value,
        ];
        return [.. all.Select(value => value ?? double.NaN)];
    }

    /// <summary>The rows in the order given, which may leave some out and take others more than once.</summary>
    public static ScoredRows Taken(ScoredRows rows, IReadOnlyList<int> order, Func<int, double> weight) => Of(
        [.. order.Select(row => rows.Probabilities[row])],
        [.. order.Select(row => rows.Labels[row])],
        [.. order.Select(weight)],
        [.. order.Select(row => rows.Clients[row])]);

    /// <summary>Box and Muller.</summary>
    private static double Normal(ref SplitMix64 random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(Uniform(ref random)));
        return radius * Math.Cos(2 * Math.PI * Uniform(ref random));
    }

    /// <summary>Above 0 and at most 1.</summary>
    private static double Uniform(ref SplitMix64 random) => ((random.Next() >> 11) + 1) / 9007199254740992.0;
}
