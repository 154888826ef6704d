using System.CommandLine;
using System.Text;
using System.Text.Json;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training.Card;
using Predictor.Training.Data;
using Predictor.Training.Options;
using Predictor.Training.Output;
using Spectre.Console;

namespace Predictor.Training.Commands;

/// <summary><c>card</c>: prints the model card of a package, fills it in, and checks that it is complete.</summary>
internal static class CardCommand
{
    public static Command Create(CommandContext context)
    {
        var model = ModelOption.Create();
        var with = new Option<string?>("--card") { Description = "JSON file with texts by source attribute, such as { \"1.i\": \"Clinic North\" }, to fill in. The package stays as it is: it is sealed. To seal them in, give them to 'train'.", HelpName = "FILE" };
        var check = new Option<bool>("--check") { Description = "Only check that every mandatory attribute is stated. Exit code 1 where one is not." };
        var output = new Option<string?>("--out") { Description = "File to write the card to, instead of standard output.", HelpName = "FILE" };
        var json = JsonOption.Create();
        var command = new Command("card", "Print the model card of a package: the 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B) and the facts that TRIPOD+AI asks for, as Markdown.");
        foreach (var option in new Option[] { model, with, check, output, json }) command.Add(option);
        command.SetAction((parsed, _) => context.RunAsync(() =>
        {
            var folder = parsed.GetRequiredValue(model);
            var path = parsed.GetValue(output);
            if (path is not null && parsed.GetValue(check)) throw new UsageException("--out: cannot be combined with --check, which prints no card; expected one of them.");
            if (path is not null) Beside.RequireOutside("--out", path, folder);
            var answers = parsed.GetValue(with) is { } file ? CardFile.Read("--card", file) : CardAnswers.None;
            var card = CardDocument.Of(PackageReader.Read(folder)).With(answers);
            if (parsed.GetValue(check)) Check(context, card, parsed.GetValue(json));
            else Print(context, card, path, parsed.GetValue(json));
            return Task.CompletedTask;
        }));
        return command;
    }

    private static void Print(CommandContext context, CardDocument card, string? path, bool asJson)
    {
        if (path is not null)
        {
            var text = asJson ? JsonSerializer.Serialize(card, JsonText.Options) + "\n" : CardMarkdown.Of(card);
            Beside.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            context.Progress.Report($"The card of {card.Name} {card.Version} was written to {path}");
        }
        else if (asJson)
        {
            context.WriteJson(card);
        }
        else
        {
            context.WriteText(CardMarkdown.Of(card));
        }
    }

    private static void Check(CommandContext context, CardDocument card, bool asJson)
    {
        var missing = card.Missing.Select(Gap).ToList();
        var notStated = card.Attributes.Where(a => a.Source == CardSource.NotStated).Select(Gap).ToList();
        if (asJson) context.WriteJson(new CardReport(card.Name, card.Version, missing.Count == 0, missing, notStated));
        if (missing.Count > 0)
        {
            throw new FailedException($"The card of {card.Name} {card.Version} does not state {missing.Count} of {card.Attributes.Count(a => a.IsMandatory)} mandatory attributes: {string.Join("; ", missing.Select(g => $"{g.Id} {g.Title}"))}. Give them with --card FILE, to 'train' or here.");
        }

        if (!asJson) context.Output.MarkupLineInterpolated($"The card of {card.Name} {card.Version} states every mandatory attribute; {card.Attributes.Count() - notStated.Count} of {card.Attributes.Count()} in all.");

        static CardGap Gap(CardEntry attribute) => new(attribute.Id, attribute.Title);
    }
}
