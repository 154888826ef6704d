namespace Predictor.Risk.Reasons;

/// <summary>How one feature reads in words.</summary>
/// <param name="Code">The feature's code.</param>
/// <param name="Theme">What it tells of: features of one theme and family make one reason.</param>
/// <param name="Raises">The sentence where it raises the risk; true for any value.</param>
/// <param name="Lowers">The sentence where it lowers the risk; true for any value.</param>
/// <param name="Missing">The sentence where it has no value, whichever way that moves the risk.</param>
internal sealed record FeatureWords(string Code, string Theme, Func<Told, string> Raises, Func<Told, string> Lowers, Func<Told, string> Missing)
{
    /// <summary>
    /// Whether having no value says something that is known, such as that nothing is booked: then it belongs to the theme like a value. Otherwise it says that
    /// something is not known, and belongs with all else that is missing for the same reason.
    /// </summary>
    public Func<Told, bool> IsKnownWhenMissing { get; init; } = _ => false;
}
