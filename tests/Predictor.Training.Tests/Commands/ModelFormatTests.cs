using System.Text.Json.Nodes;
using Predictor.Risk.Packaging;
using Predictor.Trees;
using Predictor.Trees.Tests.Formats;
using Xunit;

namespace Predictor.Training.Tests.Commands;

/// <summary>export and import, one after another as a researcher would.</summary>
public sealed class ModelFormatTests : IDisposable
{
    private static readonly Lazy<Task<TrainedFolder>> Trained = new(TrainedFolder.CreateAsync);

    private readonly ClinicFolder _folder = new();

    [Fact]
    public async Task A_package_exported_to_lightgbm_and_imported_again_scores_and_explains_the_same()
    {
        await ExportAsync("lightgbm", "model.txt");

        var run = await ImportAsync("lightgbm", "model.txt", "--features", _folder.Model);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("Imported a model of LightGBM", run.Output, StringComparison.Ordinal);
        var (before, after) = (await ScoresAsync(_folder.Model), await ScoresAsync(_folder.File("imported")));
        Assert.True(before.Count > 20);
        Assert.Equal(before.Count, after.Count);
        foreach (var (one, other) in before.Zip(after))
        {
            Assert.Equal((string)one["episodeId"]!, (string)other["episodeId"]!);
            // The calibration has become part of the trees: the same sum in another order of rounding.
            Assert.Equal((double)one["probability"]!, (double)other["probability"]!, 1e-12);
            Assert.Equal((double)one["baseline"]!, (double)other["baseline"]!, 1e-6);
            foreach (var (code, share) in one["contributions"]!.AsObject()) Assert.Equal((double)share!, (double)other["contributions"]![code]!, 1e-6);
        }
    }

    [Fact]
    public async Task An_additive_model_is_exported_as_the_trees_of_its_tables()
    {
        var trained = await CommandRun.OfAsync("train", "--engine", "gam", "--data", _folder.Data, "--data-until", "2026-01-06", "--out", _folder.Model);
        Assert.True(trained.ExitCode == 0, trained.Error);
        var run = await CommandRun.OfAsync("export", "--model", _folder.Model, "--to", "lightgbm", "--out", _folder.File("model.txt"));
        Assert.True(run.ExitCode == 0, run.Error);

        var imported = await ImportAsync("lightgbm", "model.txt", "--features", _folder.Model);

        Assert.True(imported.ExitCode == 0, imported.Error);
        Assert.Equal((await ScoresAsync(_folder.Model)).Select(s => (double)s["probability"]!), (await ScoresAsync(_folder.File("imported"))).Select(s => (double)s["probability"]!), (a, b) => Math.Abs(a - b) <= 1e-12);
    }

    [Fact]
    public async Task Codes_written_beside_the_feature_table_serve_an_import()
    {
        await ExportAsync("lightgbm", "model.txt");
        var table = await CommandRun.OfAsync("features", "--data", _folder.Data, "--data-until", "2026-01-06", "--out", _folder.File("features.csv"), "--codes", _folder.File("codes.json"));
        Assert.True(table.ExitCode == 0, table.Error);

        var run = await ImportAsync("lightgbm", "model.txt", "--features", _folder.File("codes.json"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal((await ScoresAsync(_folder.Model)).Select(s => (double)s["probability"]!), (await ScoresAsync(_folder.File("imported"))).Select(s => (double)s["probability"]!), (a, b) => Math.Abs(a - b) <= 1e-12);
    }

    [Fact]
    public async Task Onnx_and_lightgbm_give_the_same_probabilities()
    {
        await ExportAsync("lightgbm", "model.txt");
        await ExportAsync("onnx", "model.onnx");
        var ensemble = LightGBMText.Read(await File.ReadAllBytesAsync(_folder.File("model.txt")));
        var rows = EdgeRows.Of(ensemble, new Random(1), 500, onlyCodes: true);

        var scores = OnnxRuntime.Score(await File.ReadAllBytesAsync(_folder.File("model.onnx")), rows, ensemble.Columns.Count);

        foreach (var (row, score) in rows.Chunk(ensemble.Columns.Count).Zip(scores)) Assert.Equal(1 / (1 + Math.Exp(-ensemble.Score(row))), score.Probability, 1e-6);
    }

    [Fact]
    public async Task Every_unknown_name_is_listed_with_the_nearest_one()
    {
        await ExportAsync("lightgbm", "model.txt");
        var text = await File.ReadAllTextAsync(_folder.File("model.txt"));
        await File.WriteAllTextAsync(_folder.File("model.txt"), text.Replace("attendance.misses-in-a-row", "attendance.mises_in_a_row", StringComparison.Ordinal).Replace("course.treatment", "blood.pressure", StringComparison.Ordinal));

        var run = await ImportAsync("lightgbm", "model.txt", "--features", _folder.Model);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'attendance.mises_in_a_row' is no feature. Did you mean 'attendance.misses-in-a-row'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("'blood.pressure' is no feature", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("imported")));
    }

    [Fact]
    public async Task Categories_without_their_codes_are_refused()
    {
        await ExportAsync("lightgbm", "model.txt");

        var run = await ImportAsync("lightgbm", "model.txt");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'course.treatment' is a category; expected the codes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_outcome_that_a_model_is_of_has_to_be_said()
    {
        await File.WriteAllTextAsync(_folder.File("model.txt"), "tree");

        var run = await CommandRun.OfAsync("import", "--from", "lightgbm", _folder.File("model.txt"), "--out", _folder.File("imported"), "--data", _folder.Data);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--inactivity-days", run.Error, StringComparison.Ordinal);
        Assert.Contains("--horizon-days", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_model_is_named_with_the_place()
    {
        await File.WriteAllTextAsync(_folder.File("model.txt"), "letter\n");

        var run = await ImportAsync("lightgbm", "model.txt");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("model.txt: Line 1 is 'letter'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_xgboost_model_is_packaged_scored_and_explained()
    {
        await File.WriteAllTextAsync(_folder.File("model.json"), XGBoostModel());

        var run = await ImportAsync("xgboost", "model.json");

        Assert.True(run.ExitCode == 0, run.Error);
        var package = PackageReader.Read(_folder.File("imported"));
        Assert.Equal(["attendance.misses-in-a-row", "alliance.level"], package.Features.Slots.Select(s => s.Feature.Code));
        Assert.Equal(0, (double)Json(package, "calibration.json")["heads"]![0]!["calibration"]!["intercept"]!);
        Assert.Equal(1, (double)Json(package, "calibration.json")["heads"]![0]!["calibration"]!["slope"]!);
        Assert.Contains("a model of XGBoost with 1 trees over 2 features", Json(package, "card.json").ToJsonString(), StringComparison.Ordinal);
        var scores = await ScoresAsync(_folder.File("imported"));
        // The leaves are -1.5, 0.25 and 1.
        Assert.Equal(["0.182426", "0.562177", "0.731059"], scores.Select(s => ((double)s["probability"]!).ToString("F6")).Distinct().Order());
        foreach (var score in scores) Assert.Equal(Logit((double)score["probability"]!), Logit((double)score["baseline"]!) + score["contributions"]!.AsObject().Sum(c => (double)c.Value!), 1e-6);
    }

    [Fact]
    public async Task A_split_between_any_number_and_none_survives_packaging()
    {
        await File.WriteAllTextAsync(
            _folder.File("model.txt"),
            """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            max_feature_idx=0
            objective=binary sigmoid:1
            feature_names=alliance.level
            feature_infos=[0:1]

            Tree=0
            num_leaves=2
            num_cat=0
            split_feature=0
            threshold=inf
            decision_type=8
            left_child=-1
            right_child=-2
            leaf_value=-1 1
            leaf_count=30 10

            end of trees

            """);

        var run = await ImportAsync("lightgbm", "model.txt");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["0.268941", "0.731059"], (await ScoresAsync(_folder.File("imported"))).Select(s => ((double)s["probability"]!).ToString("F6")).Distinct().Order());
    }

    [Fact]
    public async Task Recalibration_makes_the_mean_risk_that_of_the_data()
    {
        await File.WriteAllTextAsync(_folder.File("model.json"), XGBoostModel());

        var run = await ImportAsync("xgboost", "model.json", "--recalibrate", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var calibration = Json(PackageReader.Read(_folder.File("imported")), "calibration.json")["heads"]![0]!["calibration"]!;
        Assert.NotEqual(0, (double)calibration["intercept"]!);
        Assert.Contains("were recalibrated", JsonNode.Parse(run.Output)!["metrics"]!["notes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--to", "pmml")]
    [InlineData("--horizon-days", "99")]
    public async Task An_export_of_what_there_is_not_is_refused(string option, string value)
    {
        (await Trained.Value).CopyTo(_folder.Model);
        string[] to = option == "--to" ? [] : ["--to", "onnx"];

        var run = await CommandRun.OfAsync(["export", "--model", _folder.Model, "--out", _folder.File("out"), .. to, option, value]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("out")));
    }

    public void Dispose() => _folder.Dispose();

    private async Task ExportAsync(string format, string file)
    {
        (await Trained.Value).CopyTo(_folder.Model);
        var run = await CommandRun.OfAsync("export", "--model", _folder.Model, "--to", format, "--out", _folder.File(file));
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private Task<CommandRun> ImportAsync(string library, string file, params string[] more) =>
        CommandRun.OfAsync(
            ["import", "--from", library, _folder.File(file), "--out", _folder.File("imported"), "--data", _folder.Data, "--data-until", "2026-01-06", "--inactivity-days", "42", "--horizon-days", "28", .. more]);

    private async Task<List<JsonNode>> ScoresAsync(string model)
    {
        var run = await CommandRun.OfAsync("score", "--model", model, "--data", _folder.Data, "--as-of", "2025-06-01", "--explain", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return [.. JsonNode.Parse(run.Output)!["scores"]!.AsArray().Where(s => (string)s!["status"]! == "scored").Select(s => s!).OrderBy(s => (string)s["episodeId"]!, StringComparer.Ordinal)];
    }

    private static JsonNode Json(ModelPackage package, string file) => JsonNode.Parse(package.Files[file])!;

    private static double Logit(double probability) => Math.Log(probability / (1 - probability));

    private static string XGBoostModel() => """
        {"learner":{"feature_names":["attendance.misses-in-a-row","alliance.level"],"feature_types":["float","float"],"gradient_booster":{"model":{"gbtree_model_param":{"num_trees":"1"},
        "tree_info":[0],"trees":[{"default_left":[1,0,0,0,0],"left_children":[1,3,-1,-1,-1],"right_children":[2,4,-1,-1,-1],"split_conditions":[0.5,0.6,1,0.25,-1.5],
        "split_indices":[0,1,0,0,0],"sum_hessian":[60,30,30,10,20],"tree_param":{"num_nodes":"5"}}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"2"},"objective":{"name":"binary:logistic"}},"version":[1,2,0]}
        """;
}
