using System.Text.RegularExpressions;

namespace Predictor.EndToEnd.Tests.Readme;

/// <summary>The fenced blocks of the README, as a reader would copy them.</summary>
internal static partial class ReadmeText
{
    private static readonly PrintedPage Page = PrintedPage.Read("README.md");

    public static string All => Page.All;

    /// <summary>The day that the main command scores at.</summary>
    public static string DemoDay => ScoredDay().Match(Block("sh", "-- score")).Groups["day"].Value;

    /// <summary>The one block of a language that holds some text.</summary>
    public static string Block(string language, string holding) => Page.Block(language, holding);

    /// <summary>That block, without building once more what the tests were built with. One block is run just as it is printed.</summary>
    public static string BuiltBlock(string language, string holding) => Block(language, holding).Replace("dotnet run -c Release --project", "dotnet run -c Release --no-build --project", StringComparison.Ordinal);

    [GeneratedRegex("--as-of (?<day>[0-9-]+)")]
    private static partial Regex ScoredDay();
}
