using System.Text.RegularExpressions;
using Predictor.EndToEnd.Tests.Processes;

namespace Predictor.EndToEnd.Tests.Readme;

/// <summary>The fenced blocks of the README, as a reader would copy them.</summary>
internal static partial class ReadmeText
{
    public static string All { get; } = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    /// <summary>The day that the main command scores at.</summary>
    public static string DemoDay => ScoredDay().Match(Block("sh", "-- score")).Groups["day"].Value;

    /// <summary>The one block of a language that holds some text.</summary>
    public static string Block(string language, string holding)
    {
        var blocks = Fence().Matches(All).Where(m => m.Groups["language"].Value == language).Select(m => m.Groups["text"].Value).Where(t => t.Contains(holding, StringComparison.Ordinal)).ToList();
        return blocks.Count == 1 ? blocks[0] : throw new InvalidOperationException($"README.md has {blocks.Count} {language} blocks with '{holding}'; expected one.");
    }

    [GeneratedRegex("--as-of (?<day>[0-9-]+)")]
    private static partial Regex ScoredDay();

    [GeneratedRegex("^```(?<language>\\w+)\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
