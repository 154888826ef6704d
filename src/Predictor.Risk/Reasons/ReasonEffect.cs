namespace Predictor.Risk.Reasons;

/// <summary>The values of <see cref="Reason.Effect"/>.</summary>
public static class ReasonEffect
{
    public const string Raises = "raises";
    public const string Lowers = "lowers";
}
