namespace Predictor.Risk.Evaluation;

/// <summary>Which clients of an export a model is judged on.</summary>
public enum ClientChoice
{
    /// <summary>On the model's own training data those held out, on any other export all.</summary>
    Default,

    /// <summary>Those that a training with the model's seed holds out: right for a later export of the same clinic, whose clients the model has met.</summary>
    HeldOut,

    /// <summary>All, also on the model's own training data.</summary>
    All,
}
