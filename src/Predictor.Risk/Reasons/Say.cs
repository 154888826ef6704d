using Predictor.Risk.Features;

namespace Predictor.Risk.Reasons;

/// <summary>Shorthand for the words of one family.</summary>
internal sealed class Say(FeatureFamily family)
{
    /// <summary>One sentence for both directions: the fact is enough.</summary>
    public FeatureWords Fact(string name, string theme, Func<Told, string> text, string missing) => Fact(name, theme, text, _ => missing);

    /// <inheritdoc cref="Fact(string, string, Func{Told, string}, string)"/>
    public FeatureWords Fact(string name, string theme, Func<Told, string> text, Func<Told, Absence> missing) => new(Code(name), Code(theme), text, text, missing);

    /// <summary>A sentence for each direction, where the direction says which part of the fact matters.</summary>
    public FeatureWords Either(string name, string theme, Func<Told, string> raises, Func<Told, string> lowers, Func<Told, Absence> missing) =>
        new(Code(name), Code(theme), raises, lowers, missing);

    private string Code(string name) => $"{FamilyNames.Of(family)}.{name}";
}
