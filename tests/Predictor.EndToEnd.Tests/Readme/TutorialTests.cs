using System.Text.RegularExpressions;
using Predictor.EndToEnd.Tests.Processes;
using Xunit;

namespace Predictor.EndToEnd.Tests.Readme;

/// <summary>What the tutorial prints is run as it is printed, from the first command to the last, in a folder of its own.</summary>
public sealed partial class TutorialTests
{
    private const string Install = "dotnet publish";
    private const string Start = "Predictor.Api --development";

    private static readonly PrintedPage Page = PrintedPage.Read(Path.Combine("docs", "tutorial.md"));

    /// <summary>The commands as a reader would type them; the programs are those that the tests were built with, in place of published ones.</summary>
    private static List<string> Commands => [.. Page.Blocks.Where(b => b.Language == "sh").Select(b => b.Text)];

    [Fact]
    public async Task Every_command_runs_as_printed()
    {
        using var folder = new TemporaryFolder();
        System.Diagnostics.Process? server = null;
        Task? drained = null;
        try
        {
            var output = "";
            foreach (var text in Commands.Where(c => !c.Contains(Install, StringComparison.Ordinal)))
            {
                if (text.Contains(Start, StringComparison.Ordinal))
                {
                    Assert.Null(server);
                    server = Run.Start("bash", ["-c", In(folder, "exec " + text.Trim())]);
                    drained = Task.WhenAll(server.StandardOutput.ReadToEndAsync(), server.StandardError.ReadToEndAsync());
                    await Service.UntilReadyAsync(AddressIn(text), () => server.HasExited);
                    continue;
                }

                var run = await Run.ShellAsync(In(folder, text));
                Assert.True(run.ExitCode == 0, $"{text}\n{run.Output}\n{run.Error}");
                output += run.Output;
            }

            Assert.NotNull(server);
            Assert.Contains("\"status\":\"scored\"", output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(folder.Sub("report.html")), StringComparison.Ordinal);
            foreach (var file in Named("--out").Concat(Named("--predictions")).Concat(Named("--codes"))) Assert.True(Path.Exists(folder.Sub(file)), $"{file} was not written.");
        }
        finally
        {
            if (server is not null)
            {
                server.Kill(entireProcessTree: true);
                await server.WaitForExitAsync();
                await drained!;
                server.Dispose();
            }
        }
    }

    [Fact]
    public async Task Every_command_of_the_program_has_an_example()
    {
        var help = await Run.PredictorAsync("--help");
        var known = Verb().Matches(help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(m => m.Groups["verb"].Value).Distinct().Order(StringComparer.Ordinal);

        var shown = Commands.SelectMany(c => Example().Matches(c)).Select(m => m.Groups["verb"].Value).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(known, shown);
    }

    [Fact]
    public void The_programs_are_published_from_where_they_are()
    {
        var folders = Published().Matches(Commands[0]).Select(m => m.Groups["folder"].Value).ToList();

        Assert.Equal(["src/Predictor.Training", "src/Predictor.Api"], folders);
        Assert.All(folders, f => Assert.True(Directory.Exists(Path.Combine(Repository.Root, f)), f));
    }

    private static string In(TemporaryFolder folder, string text) => $"set -euo pipefail; cd '{folder.Path}'; export PATH='{AppContext.BaseDirectory.TrimEnd('/')}':\"$PATH\"\n{text}";

    private static Uri AddressIn(string text) => new(Address().Match(text).Value);

    /// <summary>What follows an option wherever it is printed.</summary>
    private static IEnumerable<string> Named(string option) => Commands.Where(c => !c.Contains(Install, StringComparison.Ordinal)).SelectMany(c => Regex.Matches(c, $"{option} (\\S+)")).Select(m => m.Groups[1].Value);

    [GeneratedRegex("^  (?<verb>[a-z][a-z-]*)\\s", RegexOptions.Multiline)]
    private static partial Regex Verb();

    [GeneratedRegex("^predictor (?<verb>[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("publish (?<folder>\\S+)")]
    private static partial Regex Published();

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+")]
    private static partial Regex Address();
}
