using System.CommandLine;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Card;
using Predictor.Risk.Training.Running;
using Predictor.Training.Data;

namespace Predictor.Training.Options;

/// <summary>What a new package is called, the seed of its split, and what is stated for its card.</summary>
internal sealed class IdentityOptions
{
    private readonly Option<int?> _seed = new("--seed") { Description = "Seed of the split and of everything drawn. [default: 1]", HelpName = "N" };
    private readonly Option<string?> _name = new("--name") { Description = "Name of the model. [default: that of the output folder]", HelpName = "NAME" };
    private readonly Option<string?> _version = new("--model-version") { Description = "Semantic version of the model. [default: 1.0.0]", HelpName = "X.Y.Z" };
    private readonly Option<string?> _card = new("--card") { Description = "JSON file with what the run cannot know, as texts by source attribute of the model card, such as { \"1.i\": \"Clinic North\" }.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _seed, _name, _version, _card }) command.Add(option);
    }

    /// <summary>From the command line, then the configuration file, then the defaults.</summary>
    /// <exception cref="UsageException">A value is out of its range; all are named.</exception>
    public TrainingOptions Read(ParseResult parsed, RunDocument file, string folder)
    {
        var defaults = new TrainingOptions();
        var options = new TrainingOptions
        {
            Name = parsed.GetValue(_name) ?? file.Name ?? NameOf(folder),
            Version = parsed.GetValue(_version) ?? file.Version ?? defaults.Version,
            Seed = parsed.GetValue(_seed) ?? file.Seed ?? defaults.Seed,
            Card = parsed.GetValue(_card) is { } path ? CardFile.Read("--card", path) : CardAnswers.None,
        };
        var problems = options.Problems().ToList();
        return problems.Count == 0 ? options : throw new UsageException(string.Join("; ", problems) + ".");
    }

    private static string NameOf(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).ToLowerInvariant();
        return string.Concat(name.Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-'));
    }
}
