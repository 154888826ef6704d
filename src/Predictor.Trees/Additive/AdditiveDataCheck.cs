namespace Predictor.Trees.Additive;

/// <summary>Refuses tables that make no sense: files come from outside.</summary>
internal static class AdditiveDataCheck
{
    /// <exception cref="ArgumentException">The message names the field, its value and what was expected.</exception>
    public static void Check(AdditiveModelData data, IReadOnlyList<TreeColumn> columns)
    {
        var byName = columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        CheckValue("intercept", data.Intercept);
        // JSON without the field, or with a null in it, yields null whatever the type says.
        if (data.Shapes is null) throw Error("shapes", "missing", "a list, which may be empty");
        if (data.Pairs is null) throw Error("pairs", "missing", "a list, which may be empty");
        var seen = new HashSet<(string, string)>();
        for (var s = 0; s < data.Shapes.Count; s++)
        {
            var (field, shape) = ($"shapes[{s}]", data.Shapes[s] ?? throw Error($"shapes[{s}]", "null", "a shape"));
            CheckAxis($"{field}.axis", shape.Axis, byName);
            if (!seen.Add((shape.Axis.Feature, ""))) throw Error($"{field}.axis.feature", shape.Axis.Feature, "each feature once");
            CheckRow(field, "", shape.Values, shape.Weights, shape.StandardErrors, shape.Axis.Bins);
            if (!(shape.Weights.Sum() > 0)) throw Error($"{field}.weights", "all 0", "some weight");
        }

        for (var p = 0; p < data.Pairs.Count; p++)
        {
            var (field, pair) = ($"pairs[{p}]", data.Pairs[p] ?? throw Error($"pairs[{p}]", "null", "a pair"));
            CheckAxis($"{field}.first", pair.First, byName);
            CheckAxis($"{field}.second", pair.Second, byName);
            if (pair.First.Feature == pair.Second.Feature) throw Error($"{field}.second.feature", pair.Second.Feature, "another feature than the first");
            if (!seen.Add((pair.First.Feature, pair.Second.Feature))) throw Error($"{field}.first.feature", $"{pair.First.Feature} with {pair.Second.Feature}", "each pair once");
            CheckLength($"{field}.values", pair.Values, pair.First.Bins);
            CheckLength($"{field}.weights", pair.Weights, pair.First.Bins);
            CheckLength($"{field}.standardErrors", pair.StandardErrors, pair.First.Bins);
            for (var a = 0; a < pair.First.Bins; a++) CheckRow(field, $"[{a}]", pair.Values[a], pair.Weights[a], pair.StandardErrors[a], pair.Second.Bins);
            if (!(pair.Weights.Sum(w => w.Sum()) > 0)) throw Error($"{field}.weights", "all 0", "some weight");
        }
    }

    private static void CheckAxis(string field, ShapeAxis axis, Dictionary<string, TreeColumn> columns)
    {
        if (axis is null) throw Error(field, "missing", "a feature and its bins");
        if (axis.Feature is null || !columns.TryGetValue(axis.Feature, out var column)) throw Error($"{field}.feature", axis.Feature ?? "missing", "one of the columns");
        if (column.IsCategorical) CheckCategories($"{field}.categories", axis, column);
        else CheckCuts($"{field}.cuts", axis);
    }

    private static void CheckCuts(string field, ShapeAxis axis)
    {
        if (axis.Cuts is null || axis.Categories is not null) throw Error(field, axis.Cuts is null ? "missing" : "beside categories", $"cuts alone, as {axis.Feature} is a number");
        for (var i = 0; i < axis.Cuts.Count; i++)
        {
            if (!double.IsFinite(axis.Cuts[i])) throw Error($"{field}[{i}]", $"{axis.Cuts[i]:R}", "a finite number");
            if (i > 0 && !(axis.Cuts[i] > axis.Cuts[i - 1])) throw Error($"{field}[{i}]", $"{axis.Cuts[i]:R}", $"more than the cut before, {axis.Cuts[i - 1]:R}");
        }
    }

    private static void CheckCategories(string field, ShapeAxis axis, TreeColumn column)
    {
        if (axis.Categories is null || axis.Cuts is not null) throw Error(field, axis.Categories is null ? "missing" : "beside cuts", $"categories alone, as {axis.Feature} is a category");
        var seen = new HashSet<int>();
        for (var i = 0; i < axis.Categories.Count; i++)
        {
            if (axis.Categories[i] is not { } codes) throw Error($"{field}[{i}]", "null", "codes");
            foreach (var code in codes)
            {
                if (code < 0 || code >= column.CategoryCount) throw Error($"{field}[{i}]", $"{code}", $"0 to {column.CategoryCount - 1}, a category of {column.Name}");
                if (!seen.Add(code)) throw Error($"{field}[{i}]", $"{code} again", "each code in one bin");
            }
        }
    }

    private static void CheckRow(string field, string row, IReadOnlyList<double> values, IReadOnlyList<double> weights, IReadOnlyList<double> errors, int bins)
    {
        CheckLength($"{field}.values{row}", values, bins);
        CheckLength($"{field}.weights{row}", weights, bins);
        CheckLength($"{field}.standardErrors{row}", errors, bins);
        for (var b = 0; b < bins; b++)
        {
            CheckValue($"{field}.values{row}[{b}]", values[b]);
            if (!(weights[b] >= 0) || double.IsInfinity(weights[b])) throw Error($"{field}.weights{row}[{b}]", $"{weights[b]:R}", "a finite number of at least 0");
            if (!(errors[b] >= 0) || double.IsInfinity(errors[b])) throw Error($"{field}.standardErrors{row}[{b}]", $"{errors[b]:R}", "a finite number of at least 0");
        }
    }

    private static void CheckLength<T>(string field, IReadOnlyList<T>? list, int bins)
    {
        if (list is null) throw Error(field, "missing", $"{bins} entries, one a bin");
        if (list.Count != bins) throw Error(field, $"{list.Count} entries", $"{bins}, one a bin, the last for what is missing");
    }

    private static void CheckValue(string field, double value)
    {
        if (!Grid.IsOn(value)) throw Error(field, $"{value:R}", "a whole multiple of 2^-32 below 65536 in size");
    }

    private static ArgumentException Error(string field, string actual, string expected) => new($"The additive model's {field} is {actual}; expected {expected}.");
}
