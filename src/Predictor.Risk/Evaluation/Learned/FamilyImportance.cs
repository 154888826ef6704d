namespace Predictor.Risk.Evaluation.Learned;

/// <summary>How much one family of features matters.</summary>
/// <param name="Family">What its features are about.</param>
/// <param name="MeanAbsoluteLogOdds">The weighted mean of what its features contribute together, without its sign.</param>
/// <param name="AucLoss">
/// How much of the AUC is lost where each row gets the family's values of another row (permutation importance, Breiman 2001): what the model makes of the family
/// over and above all others. Null where rows have one label.
/// </param>
/// <param name="AucLossCi">95 % interval with clients drawn, for the one shuffle that was made.</param>
public sealed record FamilyImportance(string Family, double MeanAbsoluteLogOdds, double? AucLoss, ConfidenceInterval? AucLossCi);
