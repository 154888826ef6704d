namespace Predictor.Risk.Training.Card;

/// <summary><c>card.json</c>: the model card by the 31 source attributes of the US rule on predictive decision support, 45 CFR 170.315(b)(11)(iv)(B).</summary>
internal sealed record CardDocument(int Schema, string Name, string Version, IReadOnlyList<CardSection> Sections);

/// <summary>One group of attributes.</summary>
internal sealed record CardSection(string Title, IReadOnlyList<CardAttribute> Attributes);

/// <summary>One attribute.</summary>
/// <param name="Id">Its place in the rule, such as <c>1.ii</c>.</param>
/// <param name="Title">What it asks for.</param>
/// <param name="Text">The answer; "Not stated." where a run cannot know it.</param>
internal sealed record CardAttribute(string Id, string Title, string Text);
