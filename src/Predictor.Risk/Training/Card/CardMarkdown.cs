using System.Text;

namespace Predictor.Risk.Training.Card;

/// <summary>The model card for reading.</summary>
internal static class CardMarkdown
{
    public static string Of(CardDocument card)
    {
        var text = new StringBuilder();
        text.Append("# Model card: ").Append(card.Name).Append(' ').Append(card.Version).Append("\n\n");
        text.Append("By the 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B). What a training run cannot know is printed as \"Not stated.\"\n");
        foreach (var section in card.Sections)
        {
            text.Append("\n## ").Append(section.Title).Append("\n\n");
            foreach (var attribute in section.Attributes) text.Append("- **").Append(attribute.Id).Append(' ').Append(attribute.Title).Append(".** ").Append(attribute.Text).Append('\n');
        }

        return text.ToString();
    }
}
