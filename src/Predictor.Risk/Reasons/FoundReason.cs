namespace Predictor.Risk.Reasons;

/// <summary>A reason with what actions are chosen by.</summary>
/// <param name="Reason">As it is answered.</param>
/// <param name="Theme">What it tells of.</param>
/// <param name="IsMissing">True where it tells that something is not known.</param>
internal sealed record FoundReason(Reason Reason, string Theme, bool IsMissing)
{
    public bool Raises => Reason.Effect == ReasonEffect.Raises;
}
