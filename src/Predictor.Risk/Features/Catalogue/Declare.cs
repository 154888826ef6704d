using Predictor.Risk.Features.State;

namespace Predictor.Risk.Features.Catalogue;

/// <summary>Shorthand for the declarations of one family.</summary>
internal sealed class Declare(FeatureFamily family, params string[] needs)
{
    /// <summary>A number.</summary>
    /// <param name="name">The code after the family.</param>
    /// <param name="label">The feature in a few words.</param>
    /// <param name="unit">One of <see cref="Unit"/>.</param>
    /// <param name="direction">What a higher value may do to the risk.</param>
    /// <param name="meaning">How it is computed.</param>
    /// <param name="compute">From the state at an instant; NaN where missing.</param>
    /// <param name="alsoNeeds">Columns needed on top of those of the whole family.</param>
    public Feature Number(string name, string label, string unit, RiskDirection direction, string meaning, Func<FeatureState, double> compute, params string[] alsoNeeds) =>
        new(Code(name), label, family, unit, direction, meaning, [.. needs, .. alsoNeeds], compute, null);

    /// <summary>0 or 1.</summary>
    public Feature YesNo(string name, string label, RiskDirection direction, string meaning, Func<FeatureState, bool?> compute, params string[] alsoNeeds) =>
        Number(name, label, Unit.YesNo, direction, meaning, s => compute(s) is { } yes ? (yes ? 1 : 0) : double.NaN, alsoNeeds);

    /// <summary>A name.</summary>
    public Feature Category(string name, string label, string meaning, Func<FeatureState, string?> compute, params string[] alsoNeeds) =>
        new(Code(name), label, family, Unit.Category, RiskDirection.Either, meaning, [.. needs, .. alsoNeeds], null, compute);

    private string Code(string name) => $"{FamilyNames.Of(family)}.{name}";
}
