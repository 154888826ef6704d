using System.Text.Json.Serialization;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Training.Card;

/// <summary>
/// <c>card.json</c>: the model card by the 31 source attributes of the US rule on predictive decision support, 45 CFR 170.315(b)(11)(iv)(B), and the facts of the study that TRIPOD+AI asks for.
/// </summary>
/// <param name="Schema">The format of the package.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Version">Its semantic version.</param>
/// <param name="Sections">The source attributes in the groups and the order of the rule.</param>
/// <param name="Study">The facts of the study, by the items of TRIPOD+AI (Collins et al., BMJ 2024;385:e078378).</param>
public sealed record CardDocument(int Schema, string Name, string Version, IReadOnlyList<CardSection> Sections, IReadOnlyList<CardFact> Study)
{
    /// <summary>All 31 attributes in the order of the rule.</summary>
    [JsonIgnore]
    public IEnumerable<CardEntry> Attributes => Sections.SelectMany(s => s.Attributes);

    /// <summary>The mandatory attributes that nobody has stated.</summary>
    [JsonIgnore]
    public IEnumerable<CardEntry> Missing => Attributes.Where(a => a.IsMandatory && a.Source == CardSource.NotStated);

    /// <summary>The card of a package, as it was sealed.</summary>
    /// <exception cref="ModelPackageException">The package holds a card of an older form; the message names what it lacks.</exception>
    public static CardDocument Of(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return PackageJson.Read<CardDocument>(PackageFiles.CardJson, package.Files[PackageFiles.CardJson]);
    }

    /// <summary>The card with what somebody states beyond what it holds: it stands after what the run knows, and in the place of what nobody did.</summary>
    public CardDocument With(CardAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return this with { Sections = [.. Sections.Select(s => s with { Attributes = [.. s.Attributes.Select(a => answers.TextOf(a.Id) is { } text ? a.With(text) : a)] })] };
    }
}

/// <summary>One group of attributes.</summary>
public sealed record CardSection(string Title, IReadOnlyList<CardEntry> Attributes);

/// <summary>One attribute.</summary>
/// <param name="Id">Its place in the rule, such as <c>1.ii</c>.</param>
/// <param name="Title">What it asks for.</param>
/// <param name="IsMandatory">Whether a card without it is incomplete.</param>
/// <param name="Source">Who says it.</param>
/// <param name="Text">The answer; "Not stated." where nobody has given one.</param>
public sealed record CardEntry(string Id, string Title, bool IsMandatory, CardSource Source, string Text)
{
    internal CardEntry With(string given) => Source switch
    {
        CardSource.NotStated or CardSource.Given => this with { Source = CardSource.Given, Text = given },
        _ => this with { Source = CardSource.RunAndGiven, Text = $"{Text} {given}" },
    };
}

/// <summary>Who says an attribute.</summary>
public enum CardSource
{
    /// <summary>The training run.</summary>
    Run,

    /// <summary>The card file.</summary>
    Given,

    /// <summary>First the run, then the card file.</summary>
    RunAndGiven,

    /// <summary>Nobody.</summary>
    NotStated,
}

/// <summary>One fact of the study.</summary>
/// <param name="Title">The item of TRIPOD+AI, in a word or two.</param>
/// <param name="Text">What the run says of it.</param>
public sealed record CardFact(string Title, string Text);
