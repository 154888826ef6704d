using Predictor.Risk.Engines.Trees;
using Predictor.Risk.Features;

namespace Predictor.Risk.Importing;

/// <summary>A model that was trained elsewhere, over features that are known here.</summary>
/// <param name="Model">Its trees.</param>
/// <param name="Features">The features they read.</param>
/// <param name="Origin">Where it comes from, in a few words, such as <c>a LightGBM model of 120 trees</c>.</param>
internal sealed record ImportedModel(TreesModel Model, FeatureSet Features, string Origin);
