using Predictor.Risk.Evaluation;
using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation;

public sealed class ClientBootstrapTests
{
    private static readonly EvaluationOptions Options = new() { Seed = 11 };

    [Fact]
    public void Intervals_of_95_percent_hold_the_truth_in_about_95_percent_of_data_sets()
    {
        const int DataSets = 200;

        // Phi(1 / sqrt 2): scipy.stats.norm.cdf(1 / np.sqrt(2))
        const double Truth = 0.7602499389065233;
        var covered = 0;
        for (var dataSet = 0UL; dataSet < DataSets; dataSet++)
        {
            var interval = TestRows.Interval(TestRows.Simulated(120, difference: 1, dataSet), Options);
            if (interval.Lower <= Truth && Truth <= interval.Upper)
                covered++;
        }

        Assert.InRange(covered, (int)(0.90 * DataSets), (int)(0.99 * DataSets));
    }

    [Fact]
    public void Agrees_with_literally_drawing_clients_where_predictions_tie()
    {
        var simulated = TestRows.Simulated(30, 1, 2);
        var rows = simulated.WithProbabilities([.. simulated.Probabilities.ToArray().Select(p => Math.Round(p, 1))]);
        var repeats = new List<double>();
        for (var repeat = 0; repeat < 79; repeat++)
        {
            var random = SplitMix64.ForStream(11, repeat);
            var drawn = new List<int>();
            for (var draw = 0; draw < 30; draw++)
            {
                var client = random.NextBelow(30);
                drawn.AddRange(Enumerable.Range(0, rows.Count).Where(row => rows.Clients[row] == client));
            }

            repeats.Add(TestRows.Auc(TestRows.Taken(rows, drawn, row => rows.Weights[row])));
        }

        // Of 79 sorted repeats the second and the last but one stand at 2.5 and 97.5 % of 80.
        repeats.Sort();
        var interval = TestRows.Interval(rows, Options with { BootstrapRepeats = 79 });

        Assert.Equal(repeats[1], interval.Lower, 1e-12);
        Assert.Equal(repeats[^2], interval.Upper, 1e-12);
    }

    [Fact]
    public void Every_figure_agrees_with_literally_drawing_clients()
    {
        var rows = TestRows.Simulated(60, 1, 3);
        var options = Options with { BootstrapRepeats = 79 };
        var repeats = Enumerable.Range(0, 79).Select(repeat =>
        {
            var random = SplitMix64.ForStream(11, repeat);
            var drawn = new List<int>();
            for (var draw = 0; draw < 60; draw++)
            {
                var client = random.NextBelow(60);
                drawn.AddRange(Enumerable.Range(0, rows.Count).Where(row => rows.Clients[row] == client));
            }

            var performance = MeasuredRows.Of(TestRows.Taken(rows, drawn, row => rows.Weights[row]), 0, new ClientDraws(rows, Options with { BootstrapRepeats = 0 }), CancellationToken.None).Performance;
            return new Dictionary<Figure, double>
            {
                [Figure.Auc] = performance.Auc!.Value,
                [Figure.AveragePrecision] = performance.AveragePrecision!.Value,
                [Figure.Brier] = performance.Brier!.Value,
                [Figure.ScaledBrier] = performance.ScaledBrier!.Value,
                [Figure.LogLoss] = performance.LogLoss!.Value,
                [Figure.CalibrationIntercept] = performance.CalibrationIntercept!.Value,
                [Figure.CalibrationSlope] = performance.CalibrationSlope!.Value,
                [Figure.Ici] = performance.Ici!.Value,
                [Figure.E50] = performance.E50!.Value,
                [Figure.E90] = performance.E90!.Value,
            };
        }).ToList();

        var figures = TestRows.Figures(rows, options, CancellationToken.None, out _)!;

        Assert.All(Enum.GetValues<Figure>(), figure =>
        {
            double[] sorted = [.. repeats.Select(r => r[figure]).Order()];
            var interval = figures.Interval(figure).Value!.Value;
            // Predictions stand in bins of .02 in log-odds for calibration: the smoothed curve is hardly moved by it.
            var tolerance = figure >= Figure.CalibrationIntercept ? 2e-3 : 1e-12;
            Assert.Equal(sorted[1], interval.Lower, tolerance);
            Assert.Equal(sorted[^2], interval.Upper, tolerance);
        });
    }

    [Fact]
    public void A_gain_over_the_same_predictions_is_nothing_and_over_worse_ones_certain()
    {
        var rows = TestRows.Simulated(300, 1, 3);
        var worse = rows.WithProbabilities([.. rows.Probabilities.ToArray().Select((p, row) => row % 2 == 0 ? p : .5)]);
        var draws = new ClientDraws(rows, Options);
        var own = MeasuredRows.Of(rows, 0, draws, CancellationToken.None);

        var overItself = BaselinePerformance.Of(own, own);
        var overWorse = BaselinePerformance.Of(own, MeasuredRows.Of(worse, 0, draws, CancellationToken.None));

        Assert.Equal(new ConfidenceInterval(0, 0), overItself.AucGainCi);
        Assert.False(overItself.IsBeaten);
        Assert.True(overWorse.AucGainCi!.Value.Lower > 0);
        Assert.True(overWorse.IsBeaten);
        // Judged on the same samples, the gain is known better than either figure.
        var width = own.Performance.AucCi!.Value.Upper - own.Performance.AucCi.Value.Lower;
        Assert.True(overWorse.AucGainCi.Value.Upper - overWorse.AucGainCi.Value.Lower < width);
    }

    [Fact]
    public void Sixteen_times_the_clients_make_the_interval_about_a_quarter_as_wide()
    {
        var few = TestRows.Interval(TestRows.Simulated(100, 1, 3), Options);
        var many = TestRows.Interval(TestRows.Simulated(1600, 1, 3), Options);

        Assert.InRange((many.Upper - many.Lower) / (few.Upper - few.Lower), 0.15, 0.40);
    }

    [Fact]
    public void Repeating_the_rows_of_each_client_adds_no_certainty()
    {
        var rows = TestRows.Simulated(100, 1, 4);
        var twice = TestRows.Taken(rows, [.. Enumerable.Range(0, 2 * rows.Count).Select(i => i / 2)], row => rows.Weights[row]);

        var once = TestRows.Interval(rows, Options);
        var repeated = TestRows.Interval(twice, Options);

        Assert.Equal(once.Lower, repeated.Lower, 1e-12);
        Assert.Equal(once.Upper, repeated.Upper, 1e-12);

        // Had rows been drawn, twice the rows would have looked like more evidence.
        var asRows = TestRows.Interval(
            TestRows.Of(twice.Probabilities.ToArray(), twice.Labels.ToArray(), twice.Weights.ToArray()), Options);
        Assert.True(asRows.Upper - asRows.Lower < 0.85 * (once.Upper - once.Lower));
    }

    [Fact]
    public void Is_the_same_to_the_bit_at_any_number_of_threads()
    {
        var rows = TestRows.Simulated(300, 1, 5);
        var one = TestRows.Interval(rows, Options with { MaxThreads = 1 });

        Assert.Equal(one, TestRows.Interval(rows, Options with { MaxThreads = 7 }));
        Assert.Equal(one, TestRows.Interval(rows, Options));
    }

    [Fact]
    public void Another_seed_draws_other_clients()
    {
        var rows = TestRows.Simulated(300, 1, 5);

        Assert.NotEqual(TestRows.Interval(rows, Options), TestRows.Interval(rows, Options with { Seed = 12 }));
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        var rows = TestRows.Simulated(100, 1, 6);
        var reversed = TestRows.Taken(rows, [.. Enumerable.Range(0, rows.Count).Reverse()], row => rows.Weights[row]);

        Assert.Equal(TestRows.Interval(rows, Options).Lower, TestRows.Interval(reversed, Options).Lower, 1e-12);
        Assert.Equal(TestRows.Interval(rows, Options).Upper, TestRows.Interval(reversed, Options).Upper, 1e-12);
    }

    [Fact]
    public void Too_few_clients_give_no_interval_but_the_reason()
    {
        var interval = TestRows.TryInterval(TestRows.Simulated(9, 1, 7), Options, CancellationToken.None);

        Assert.Null(interval.Value);
        Assert.Equal("9 clients; an interval needs at least 10", interval.WhyUndefined);
    }

    [Fact]
    public void Samples_that_often_lack_a_label_give_no_interval_but_the_reason()
    {
        // The only client with label 1 is missing from a third of the samples.
        var labels = new byte[30];
        labels[3] = 1;
        double[] probabilities = [.. Enumerable.Range(1, 30).Select(i => i / 31.0)];

        var interval = TestRows.TryInterval(TestRows.Of(probabilities, labels), Options, CancellationToken.None);

        Assert.Null(interval.Value);
        Assert.Matches("^[0-9]+ of 200 bootstrap samples of clients do not define it$", interval.WhyUndefined);
    }

    [Fact]
    public void Can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
            TestRows.TryInterval(TestRows.Simulated(50, 1, 8), Options, new CancellationToken(canceled: true)));
}
