using Predictor.Risk.Engines.Trees;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Training.Tuning;

/// <summary>
/// Where settings of the trees are drawn from. Random search finds what matters among many settings sooner than a grid does (Bergstra and Bengio 2012).
/// </summary>
internal static class SettingsSearch
{
    // Small steps need many trees; early stopping ends the others long before.
    private const int MaximumRounds = 2000;

    // The loss counts as no longer falling after about as long a way as by default, .07 x 30, whatever the step.
    private const double PatienceInSteps = 2.1;

    /// <summary>The ranges, in the order they are drawn in. A leaf of fewer than ten clients is no ground for an effect, however well it does.</summary>
    private static readonly Range[] Ranges =
    [
        new("learningRate", 0.02, 0.2, IsLog: true, Digits: 3),
        new("leaves", 4, 64, IsLog: true, Digits: 0),
        new("maximumDepth", 2, 8, IsLog: false, Digits: 0),
        new("l2", 0.5, 50, IsLog: true, Digits: 2),
        new("minimumChildWeight", 0.5, 20, IsLog: true, Digits: 2),
        new("minimumChildClients", 10, 80, IsLog: true, Digits: 0),
        new("rowShare", 0.3, 1, IsLog: false, Digits: 2),
        new("columnShare", 0.2, 1, IsLog: false, Digits: 2),
        new("bins", 31, 255, IsLog: true, Digits: 0),
    ];

    /// <summary>The settings of a trial: 0 has the defaults; of the others each depends on the seed and its number alone.</summary>
    public static TreesSettings Of(int seed, int trial)
    {
        var settings = new TreesSettings();
        if (trial == 0) return settings;
        var random = SplitMix64.ForStream((ulong)seed, trial);
        foreach (var range in Ranges)
        {
            var value = range.At((random.Next() >> 11) * (1.0 / (1UL << 53)));
            settings = TreesSetting.All.Single(s => s.Name == range.Setting).With(settings, value);
        }

        return settings with { MaximumRounds = MaximumRounds, Patience = (int)Math.Ceiling(PatienceInSteps / settings.LearningRate) };
    }

    private sealed record Range(string Setting, double Low, double High, bool IsLog, int Digits)
    {
        // Ends as likely as what lies between them once rounded.
        private double Half => Digits == 0 ? 0.5 : 0;

        /// <summary>The value at a share of the way, rounded to what a person would write.</summary>
        public double At(double share)
        {
            var (from, to) = (Low - Half, High + Half);
            var value = IsLog ? StableMath.Exp(StableMath.Log(from) + share * (StableMath.Log(to) - StableMath.Log(from))) : from + share * (to - from);
            return Math.Clamp(Math.Round(value, Digits), Low, High);
        }
    }
}
