namespace Predictor.Api.Operations;

/// <summary>
/// Keeps out of the log what others than the service itself would write there: lines and scopes of the framework hold paths, queries and headers. Stands behind the configuration, so
/// that no setting turns them on.
/// </summary>
internal static class PrivateLog
{
    private const string Own = "Predictor.";
    private const string Lifetime = "Microsoft.Hosting.Lifetime";

    /// <summary>Narrows every rule of the log, whichever provider or category it is for.</summary>
    public static void Guard(LoggerFilterOptions options)
    {
        options.CaptureScopes = false;
        var rules = options.Rules.ToList();
        options.Rules.Clear();
        // For what no rule is for.
        options.Rules.Add(new LoggerFilterRule(null, null, options.MinLevel, (_, category, level) => MayBeTold(category, level)));
        foreach (var rule in rules)
        {
            options.Rules.Add(new LoggerFilterRule(
                rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) => MayBeTold(category, level) && rule.Filter?.Invoke(provider, category, level) != false));
        }
    }

    private static bool MayBeTold(string? category, LogLevel level)
    {
        if (category is null) return level >= LogLevel.Warning;
        if (category.StartsWith(Own, StringComparison.Ordinal)) return true;
        return level >= (category == Lifetime ? LogLevel.Information : LogLevel.Warning);
    }
}
