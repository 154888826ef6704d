using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Transforms;
using Predictor.MicrosoftML.Frames;

namespace Predictor.MicrosoftML;

/// <summary>ML.NET's trainers under the settings of a run: one thread each, so that the same seed gives the same bits.</summary>
internal sealed class Trainers(MLContext ml, IReadOnlyDictionary<string, double> settings, int seed)
{
    public FastTreeBinaryTrainer FastTree() => ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
    {
        FeatureColumnName = Preparation.Features,
        LabelColumnName = RowFrame.Label,
        ExampleWeightColumnName = RowFrame.Weight,
        NumberOfTrees = (int)settings["numberOfTrees"],
        NumberOfLeaves = (int)settings["numberOfLeaves"],
        MinimumExampleCountPerLeaf = (int)settings["minimumExampleCountPerLeaf"],
        LearningRate = settings["learningRate"],
        NumberOfThreads = 1,
        Seed = seed,
        FeatureSelectionSeed = seed,
    });

    /// <remarks>Takes no weights: in 5.0.1 it learns nothing where there are any.</remarks>
    public GamBinaryTrainer Gam() => ml.BinaryClassification.Trainers.Gam(new GamBinaryTrainer.Options
    {
        FeatureColumnName = Preparation.Features,
        LabelColumnName = RowFrame.Label,
        NumberOfIterations = (int)settings["numberOfIterations"],
        MaximumBinCountPerFeature = (int)settings["maximumBinCountPerFeature"],
        LearningRate = settings["learningRate"],
        NumberOfThreads = 1,
        Seed = seed,
    });

    public LbfgsLogisticRegressionBinaryTrainer Lbfgs() => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
    {
        FeatureColumnName = Preparation.Features,
        LabelColumnName = RowFrame.Label,
        ExampleWeightColumnName = RowFrame.Weight,
        L1Regularization = (float)settings["l1Regularization"],
        L2Regularization = (float)settings["l2Regularization"],
        MaximumNumberOfIterations = (int)settings["maximumNumberOfIterations"],
        NumberOfThreads = 1,
    });

    /// <summary>Mean 0 and deviation 1 for every entry: penalties mean the same for all, and sums in single precision stay exact enough.</summary>
    public NormalizingEstimator Scale() => ml.Transforms.NormalizeMeanVariance(Preparation.Features, fixZero: false, maximumExampleCount: long.MaxValue);
}
