using System.Text.Json;
using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Additive;
using Predictor.Risk.Packaging;
using Predictor.Trees;
using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Engines.Additive;

public sealed class AdditiveEngineTests
{
    private static readonly AdditiveSettings Small = new() { MaximumRounds = 60, MinimumChildClients = 10, Pairs = 2 };

    [Fact]
    public void The_mean_log_odds_of_the_training_rows_is_the_baseline()
    {
        var rows = Rows();
        var model = Train(rows).Model;

        var sum = Enumerable.Range(0, rows.RowCount).Sum(i => rows.Weights[i] * model.LogOdds(rows.Row(i)));

        Assert.Equal(model.BaselineLogOdds, sum / rows.Weights.Sum(), 1e-10);
    }

    [Fact]
    public void Contributions_add_up_to_the_log_odds()
    {
        var rows = Rows();
        var model = Train(rows).Model;
        var shares = new double[rows.Columns.Count];
        for (var i = 0; i < rows.RowCount; i += 7)
        {
            model.Contribute(rows.Row(i), shares);

            Assert.Equal(model.LogOdds(rows.Row(i)), model.BaselineLogOdds + shares.Sum(), 1e-10);
        }
    }

    /// <summary>The first column lowers the risk in these rows, and its declared direction says that it may only raise it.</summary>
    [Fact]
    public void A_direction_is_kept_against_what_the_rows_say()
    {
        var rows = Rows();
        var against = Train(rows with { Columns = [rows.Columns[0] with { Direction = 1 }, .. rows.Columns.Skip(1)] }).Model;
        var along = Train(rows with { Columns = [rows.Columns[0] with { Direction = -1 }, .. rows.Columns.Skip(1)] }).Model;
        double[] row = [.. rows.Row(0)];
        var (highest, lowest) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var x = -3.0; x <= 3; x += 0.05)
        {
            row[0] = x;
            Assert.True(against.LogOdds(row) >= highest);
            Assert.True(along.LogOdds(row) <= lowest);
            (highest, lowest) = (against.LogOdds(row), along.LogOdds(row));
        }

        row[0] = -3;
        Assert.True(along.LogOdds(row) > lowest + 1);
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        var rows = Rows();
        var one = new AdditiveEngine(Small with { Threads = 1 }).Train(rows, null, default);
        var five = new AdditiveEngine(Small with { Threads = 5 }).Train(rows, null, default);

        Assert.Equal(one.OutOfFoldLogOdds, five.OutOfFoldLogOdds);
        Assert.Equal(JsonSerializer.Serialize(Data(one)), JsonSerializer.Serialize(Data(five)));
    }

    [Fact]
    public void What_only_a_few_clients_show_has_no_effect()
    {
        var rows = Rows();
        var clients = new HashSet<int> { 3, 4, 5 };
        // A third column that is there for three clients alone, all of whose labels are 1.
        var marked = rows with
        {
            Columns = [.. rows.Columns, new FeatureColumn("x_mark", null, 0)],
            Values = [.. Enumerable.Range(0, rows.RowCount).SelectMany(i => (double[])[.. rows.Row(i), clients.Contains(rows.Clients[i]) ? 1 : double.NaN])],
            Labels = [.. rows.Labels.Select((label, i) => clients.Contains(rows.Clients[i]) ? (byte)1 : label)],
        };
        var model = Train(marked).Model;
        double[] with = [.. marked.Row(0)[..2], 1];
        double[] without = [.. marked.Row(0)[..2], double.NaN];

        Assert.Equal(model.LogOdds(without), model.LogOdds(with));
    }

    [Fact]
    public void The_notes_name_the_pairs_and_what_a_stretch_has_to_hold()
    {
        var result = Train(Rows());

        Assert.Contains($"{Data(result).Shapes.Count} curves", result.Notes[0], StringComparison.Ordinal);
        foreach (var pair in Data(result).Pairs) Assert.Contains($"{pair.First.Feature} with {pair.Second.Feature}", result.Notes[0], StringComparison.Ordinal);
        Assert.Contains("at least 50 training rows", result.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_tables_of_a_package_score_as_the_trained_model()
    {
        var rows = Rows();
        var trained = (AdditiveRiskModel)Train(rows).Model;
        var document = new ModelDocument(PackageFiles.Schema, AdditiveEngine.EngineName, [new ModelDocumentHead { HorizonDays = 28, Additive = trained.Model.Data }]);

        var read = PackageJson.Read<ModelDocument>(PackageFiles.Model, PackageJson.Write(document)).Heads[0].Additive!;

        var model = new AdditiveRiskModel(new AdditiveModel(read, trained.Model.Ensemble.Columns));
        Assert.All(Enumerable.Range(0, rows.RowCount), i => Assert.Equal(trained.LogOdds(rows.Row(i)), model.LogOdds(rows.Row(i))));
    }

    [Fact]
    public void Training_is_cancelled_between_steps()
    {
        using var source = new CancellationTokenSource();
        var progress = new Told(said =>
        {
            if (said.Contains("rounds over", StringComparison.Ordinal)) source.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => new AdditiveEngine(Small).Train(Rows(), progress, source.Token));
    }

    private static EngineResult Train(TrainingRows rows) => new AdditiveEngine(Small).Train(rows, null, default);

    private static AdditiveModelData Data(EngineResult result) => ((AdditiveRiskModel)result.Model).Model.Data;

    /// <summary>400 clients with 5 rows each: the first column lowers the risk, and does so more in the second code of the second, a category; some of both is missing.</summary>
    private static TrainingRows Rows()
    {
        const int Clients = 400, Each = 5;
        var random = new SplitMix64(11);
        var values = new List<double>();
        var labels = new List<byte>();
        for (var i = 0; i < Clients * Each; i++)
        {
            var x = (Next(ref random) * 4) - 2;
            var category = Math.Floor(Next(ref random) * 3);
            labels.Add(Next(ref random) < StableMath.Sigmoid(-0.5 - (1.5 * x * (category == 1 ? 2 : 0.5)) + (category == 1 ? 1 : 0)) ? (byte)1 : (byte)0);
            values.Add(i % 11 == 0 ? double.NaN : x);
            values.Add(i % 13 == 0 ? double.NaN : category);
        }

        return new TrainingRows
        {
            Columns = [new FeatureColumn("x", null, 0), new FeatureColumn("c", ["a", "b", "c"], 0)],
            Values = [.. values],
            Labels = [.. labels],
            Weights = [.. Enumerable.Range(0, labels.Count).Select(i => 1 + (i % 3 * 0.25))],
            Clients = [.. Enumerable.Range(0, labels.Count).Select(i => i / Each)],
            Folds = [.. Enumerable.Range(0, labels.Count).Select(i => i / Each % 5)],
            FoldCount = 5,
        };
    }

    private static double Next(ref SplitMix64 random) => (random.Next() >> 11) * (1.0 / (1UL << 53));

    private sealed class Told(Action<string> action) : IProgress<string>
    {
        public void Report(string value) => action(value);
    }
}
