namespace Predictor.Risk.Engines.MicrosoftML;

/// <summary>
/// The engines of ML.NET, as packages and run documents name them. They train in a build of their own; a model that they trained is read, scored and explained
/// by any build, as what they learned is converted.
/// </summary>
public static class MicrosoftMLNames
{
    /// <summary>FastTree: boosted trees.</summary>
    public const string FastTree = "fasttree";

    /// <summary>The generalised additive model on FastTree.</summary>
    public const string Gam = "fasttree-gam";

    /// <summary>Logistic regression by L-BFGS.</summary>
    public const string Lbfgs = "lbfgs";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [FastTree, Gam, Lbfgs];

    /// <summary>What can be chosen, with ML.NET's own defaults except where the README of <c>src/Predictor.MicrosoftML</c> says otherwise.</summary>
    internal static IReadOnlyList<EngineSetting> SettingsOf(string engine) => engine switch
    {
        FastTree =>
        [
            new("numberOfTrees", 1, 10_000, 100, "how many trees") { IsWhole = true },
            new("numberOfLeaves", 2, 4096, 20, "the most leaves of a tree") { IsWhole = true },
            new("minimumExampleCountPerLeaf", 1, 1e6, 10, "the least rows in a leaf") { IsWhole = true },
            new("learningRate", 0, 1, 0.2, "the part of each step that is taken") { IsAboveLeast = true },
        ],
        Gam =>
        [
            new("numberOfIterations", 1, 100_000, 1000, "rounds over all features") { IsWhole = true },
            new("maximumBinCountPerFeature", 2, 255, 255, "bins of a number") { IsWhole = true },
            new("learningRate", 0, 1, 0.02, "the part of each step that is taken") { IsAboveLeast = true },
        ],
        Lbfgs =>
        [
            new("l1Regularization", 0, 1e6, 1, "the penalty on the sizes of the coefficients"),
            new("l2Regularization", 0, 1e6, 1, "the penalty on their squares"),
            new("maximumNumberOfIterations", 1, 100_000, 1000, "the most steps") { IsWhole = true },
        ],
        _ => [],
    };
}
