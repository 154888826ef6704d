using System.Globalization;

namespace Predictor.Risk.Evaluation;

/// <summary>Says in a sentence whether a model is better than what is simpler: the first thing a reader should know.</summary>
public static class Verdict
{
    /// <summary>The sentence for one horizon.</summary>
    public static string Of(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var notBeaten = result.Baselines.Where(b => b.Value.IsBeaten == false).Select(b => Told(b.Key, b.Value)).ToList();
        var unknown = result.Baselines.Where(b => b.Value.IsBeaten is null).Select(b => b.Key).ToList();
        var sentences = new List<string>();
        if (notBeaten.Count > 0) sentences.Add($"On these clients the model is NOT shown to be better than: {string.Join("; ", notBeaten)}.");
        if (unknown.Count > 0) sentences.Add($"There are too few clients to tell whether it is better than: {string.Join(", ", unknown)}.");
        if (sentences.Count == 0) sentences.Add($"On these clients the model is better than each of {result.Baselines.Count} simple rules and plainer models, in AUC and in scaled Brier score.");
        return string.Join(" ", sentences);
    }

    private static string Told(string name, BaselinePerformance baseline)
    {
        var interval = baseline.AucGainCi is { } ci ? string.Create(CultureInfo.InvariantCulture, $", 95 % interval {ci.Lower:0.000} to {ci.Upper:0.000}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name} (gain in AUC {baseline.AucGain:0.000}{interval})");
    }
}
