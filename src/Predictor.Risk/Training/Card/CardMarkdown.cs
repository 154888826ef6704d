using System.Text;

namespace Predictor.Risk.Training.Card;

/// <summary>The model card for reading.</summary>
public static class CardMarkdown
{
    /// <summary>The card as Markdown.</summary>
    public static string Of(CardDocument card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var text = new StringBuilder();
        text.Append("# Model card: ").Append(card.Name).Append(' ').Append(card.Version).Append("\n\n");
        text.Append("By the 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B). What a training run cannot know and nobody has stated is printed as \"Not stated\"; attributes with a * are mandatory.\n");
        foreach (var section in card.Sections)
        {
            text.Append("\n## ").Append(section.Title).Append("\n\n");
            foreach (var attribute in section.Attributes) text.Append("- **").Append(attribute.Id).Append(attribute.IsMandatory ? "* " : " ").Append(attribute.Title).Append(".** ").Append(attribute.Text).Append('\n');
        }

        text.Append("\n## The study\n\nBy the items of TRIPOD+AI (BMJ 2024;385:e078378).\n\n| item | what the run says |\n|---|---|\n");
        foreach (var fact in card.Study) text.Append("| ").Append(fact.Title).Append(" | ").Append(fact.Text.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        return text.ToString();
    }
}
