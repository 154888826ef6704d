using System.Globalization;

namespace Predictor.Trees.Formats.XGBoost;

/// <summary>What a model says of itself as a whole, checked.</summary>
internal sealed class XGBoostHeader
{
    private const string Objective = "binary:logistic";
    private const string Booster = "gbtree";

    public XGBoostHeader(JsonPlace learner)
    {
        // What is not read is refused by its name before anything is missed in it.
        var objective = learner["objective"]["name"];
        if (objective.Text() != Objective) throw objective.Error($"\"{Objective}\"; other objectives are not log-odds of one outcome");
        var booster = learner["gradient_booster"]["name"];
        if (booster.Text() != Booster) throw booster.Error($"\"{Booster}\"");
        var parameters = learner["learner_model_param"];
        parameters.Optional("num_class")?.Parameter(0, 1);
        parameters.Optional("num_target")?.Parameter(0, 1);
        var columns = parameters["num_feature"].Parameter(1, FileLimits.Columns);
        BaseScore = BaseScoreOf(parameters["base_score"]);
        Names = Strings(learner, "feature_names", columns) ?? [.. Enumerable.Range(0, columns).Select(c => $"f{c}")];
        IsCategory = [.. (Strings(learner, "feature_types", columns) ?? new string[columns]).Select(t => t == "c")];
    }

    /// <summary>In log-odds, computed in single precision as XGBoost does.</summary>
    public float BaseScore { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether the file calls a column a category; false throughout where it does not tell.</summary>
    public bool[] IsCategory { get; }

    private static float BaseScoreOf(JsonPlace place)
    {
        // Newer versions write a list of one.
        var text = place.Text().Trim();
        if (text.StartsWith('[') && text.EndsWith(']')) text = text[1..^1];
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var probability) || !(probability > 0 && probability < 1))
            throw place.Error("one probability between 0 and 1, as text, such as \"5E-1\" or \"[5E-1]\"");
        return -MathF.Log((1 / probability) - 1);
    }

    private static string[]? Strings(JsonPlace learner, string name, int count)
    {
        if (learner.Optional(name) is not { } place) return null;
        var entries = place.Entries(FileLimits.Columns);
        if (entries.Length == 0) return null;
        if (entries.Length != count) throw new ModelFormatException($"{place.Path} has {entries.Length} entries; expected {count}, as num_feature says, or none.");
        return [.. entries.Select(e => e.Text() is var text && FileText.IsVisible(text) ? text : throw e.Error("a text without control characters or others that cannot be seen"))];
    }
}
