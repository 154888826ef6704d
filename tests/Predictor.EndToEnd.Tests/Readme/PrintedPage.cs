using System.Text.RegularExpressions;
using Predictor.EndToEnd.Tests.Processes;

namespace Predictor.EndToEnd.Tests.Readme;

/// <summary>A page of the documentation, and its fenced blocks as a reader would copy them.</summary>
internal sealed partial class PrintedPage
{
    private readonly string _path;

    private PrintedPage(string path)
    {
        _path = path;
        All = File.ReadAllText(Path.Combine(Repository.Root, path));
        Blocks = [.. Fence().Matches(All).Select(m => (m.Groups["language"].Value, m.Groups["text"].Value))];
    }

    public string All { get; }

    /// <summary>All blocks, in their order.</summary>
    public IReadOnlyList<(string Language, string Text)> Blocks { get; }

    /// <param name="path">Its path in the repository.</param>
    public static PrintedPage Read(string path) => new(path);

    /// <summary>The one block of a language that holds some text.</summary>
    public string Block(string language, string holding)
    {
        var blocks = Blocks.Where(b => b.Language == language && b.Text.Contains(holding, StringComparison.Ordinal)).ToList();
        return blocks.Count == 1 ? blocks[0].Text : throw new InvalidOperationException($"{_path} has {blocks.Count} {language} blocks with '{holding}'; expected one.");
    }

    [GeneratedRegex("^```(?<language>\\w+)\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
