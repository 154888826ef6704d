namespace Predictor.Risk.Training.Tuning;

/// <summary>How one setting did in one rung.</summary>
/// <param name="Trial">0 for the defaults, 1 and up for what was drawn.</param>
/// <param name="Folds">How many folds were judged.</param>
/// <param name="LogLoss">The least weighted log loss on their rows.</param>
/// <param name="Trees">At how many trees.</param>
internal sealed record TrialScore(int Trial, int Folds, double LogLoss, int Trees);
