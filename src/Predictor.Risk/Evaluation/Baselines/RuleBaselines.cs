using Predictor.Risk.Engines;

namespace Predictor.Risk.Evaluation.Baselines;

/// <summary>The rules that every model is compared with.</summary>
public static class RuleBaselines
{
    private const string MissesInARow = "attendance.misses-in-a-row";

    public static IReadOnlyList<RuleBaseline> All { get; } =
    [
        new("base-rate", [], []),
        new("misses-in-4-weeks", ["attendance.misses-28d"], [1, 2, 3]),
        new("last-session-missed", [MissesInARow], [1]),
        new("two-misses-in-a-row", [MissesInARow], [2]),
        new("days-since-attended", ["attendance.days-since-attended"], [7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84]),
        new("no-next-booking", ["scheduling.has-next-booking"], [1]),
        // As PCOMS does: the alliance is low or fell, or the client is not coming on as hoped.
        new("pcoms-alarm", ["alliance.level-alarm", "alliance.drop-alarm", "outcome.off-track"], [1]),
    ];

    /// <summary>Fits each rule whose feature the table has; the others are left out.</summary>
    /// <exception cref="ArgumentException">The rows do not have both labels.</exception>
    public static IReadOnlyList<FittedRuleBaseline> Fit(TrainingRows rows)
    {
        var fitted = new List<FittedRuleBaseline>(All.Count);
        foreach (var rule in All)
        {
            if (rule.CanRead(rows))
                fitted.Add(rule.Fit(rows));
        }

        return fitted;
    }
}
