namespace Predictor.Risk.Training.Tuning;

/// <summary>
/// Successive halving (Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and hyperparameter optimization"): all settings are tried on a
/// small budget, the best third on three times as much, and so on, so that every rung costs about the same.
/// </summary>
/// <remarks>
/// The budget is the number of folds of clients that are left out and judged. Fewer trees would drop small steps, which need more of them; fewer training
/// clients would favour settings that hold the trees back, which suit little data. With fewer folds judged, every model is trained on as many clients as in the
/// last rung: the losses of a low rung are noisier, and all are judged on the same clients, but they lean nowhere.
/// </remarks>
internal static class SuccessiveHalving
{
    /// <summary>One in so many goes on, and has so many times the budget.</summary>
    public const int Factor = 3;

    /// <summary>The folds judged in each rung. All clients are in as many folds as the last has.</summary>
    public static IReadOnlyList<int> Folds { get; } = [1, 3, 9];

    /// <summary>How many of some settings go on to the next rung: a third, rounded up.</summary>
    public static int Survivors(int count) => (count + Factor - 1) / Factor;

    /// <summary>Those that go on, the best first; of two alike the one drawn first.</summary>
    public static IReadOnlyList<int> Best(IReadOnlyCollection<TrialScore> scores) =>
        [.. scores.OrderBy(s => s.LogLoss).ThenBy(s => s.Trial).Take(Survivors(scores.Count)).Select(s => s.Trial)];
}
