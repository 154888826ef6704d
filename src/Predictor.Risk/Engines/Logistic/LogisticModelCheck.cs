namespace Predictor.Risk.Engines.Logistic;

/// <summary>Refuses a model that cannot have come from training, such as one whose file was changed by hand.</summary>
internal static class LogisticModelCheck
{
    /// <exception cref="ArgumentException">The message names the field, its value and what was expected.</exception>
    public static void Check(LogisticModelData data, IReadOnlyList<FeatureColumn> columns)
    {
        CheckFinite("baselineLogOdds", data.BaselineLogOdds);
        CheckFinite("penalty", data.Penalty);
        // JSON without the field, or with a null in it, yields null whatever the type says.
        if (data.Terms is null) throw Error("terms", "missing", "one a feature");
        if (data.Terms.Count != columns.Count) throw Error("terms", $"{data.Terms.Count} entries", $"{columns.Count}, one a feature");
        for (var i = 0; i < columns.Count; i++)
            CheckTerm($"terms[{i}]", data.Terms[i], columns[i]);
    }

    private static void CheckTerm(string field, LogisticTerm term, FeatureColumn column)
    {
        if (term is null) throw Error(field, "null", $"the term of {column.Code}");
        if (term.Feature != column.Code) throw Error($"{field}.feature", term.Feature ?? "null", column.Code);
        if (term.Ramps is null) throw Error($"{field}.ramps", "missing", "a list, which may be empty");
        if (term.Levels is null) throw Error($"{field}.levels", "missing", "a list, which may be empty");
        if (column.IsCategorical && term.Ramps.Count > 0)
            throw Error($"{field}.ramps", $"{term.Ramps.Count} entries", $"none, as {column.Code} is a category");
        if (!column.IsCategorical && term.Levels.Count > 0)
            throw Error($"{field}.levels", $"{term.Levels.Count} entries", $"none, as {column.Code} is a number");

        CheckRamps($"{field}.ramps", term.Ramps);
        CheckLevels($"{field}.levels", term.Levels, column);
        if (term.Missing is { } missing)
        {
            CheckFinite($"{field}.missing.logOdds", missing.LogOdds);
            CheckShare($"{field}.missing.share", missing.Share);
        }
    }

    private static void CheckRamps(string field, IReadOnlyList<LogisticRamp> ramps)
    {
        for (var i = 0; i < ramps.Count; i++)
        {
            var ramp = ramps[i] ?? throw Error($"{field}[{i}]", "null", "a ramp");
            CheckFinite($"{field}[{i}].from", ramp.From);
            CheckFinite($"{field}[{i}].to", ramp.To);
            CheckFinite($"{field}[{i}].slope", ramp.Slope);
            CheckFinite($"{field}[{i}].mean", ramp.Mean);
            if (!(ramp.From < ramp.To)) throw Error($"{field}[{i}].to", $"{ramp.To:R}", $"more than from, {ramp.From:R}");
            if (i > 0 && ramp.From < ramps[i - 1].To)
                throw Error($"{field}[{i}].from", $"{ramp.From:R}", $"at least the end of the ramp before, {ramps[i - 1].To:R}");
        }
    }

    private static void CheckLevels(string field, IReadOnlyList<LogisticLevel> levels, FeatureColumn column)
    {
        for (var i = 0; i < levels.Count; i++)
        {
            var level = levels[i] ?? throw Error($"{field}[{i}]", "null", "a level");
            if (level.Code < 0 || level.Code >= column.Categories!.Count)
                throw Error($"{field}[{i}].code", $"{level.Code}", $"0 to {column.Categories!.Count - 1}, a category of {column.Code}");
            if (i > 0 && level.Code <= levels[i - 1].Code)
                throw Error($"{field}[{i}].code", $"{level.Code}", $"more than the code before, {levels[i - 1].Code}");
            CheckFinite($"{field}[{i}].logOdds", level.LogOdds);
            CheckShare($"{field}[{i}].share", level.Share);
        }
    }

    private static void CheckFinite(string field, double value)
    {
        if (!double.IsFinite(value)) throw Error(field, $"{value:R}", "a finite number");
    }

    private static void CheckShare(string field, double value)
    {
        if (!(value >= 0 && value <= 1)) throw Error(field, $"{value:R}", "a share from 0 to 1");
    }

    private static ArgumentException Error(string field, string actual, string expected) =>
        new($"The logistic model's {field} is {actual}; expected {expected}.");
}
