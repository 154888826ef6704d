using System.Text.Json.Nodes;
using Predictor.EndToEnd.Tests.Processes;
using Xunit;

namespace Predictor.EndToEnd.Tests.Readme;

/// <summary>What the page for integrators prints is run as it is printed, from the first command to the last.</summary>
public sealed class IntegratorsTests
{
    private const string Start = "--Security:Callers:my-ehr:Keys:0:Id";

    private static readonly PrintedPage Page = PrintedPage.Read(Path.Combine("docs", "integrators.md"));

    [Fact]
    public async Task Every_command_is_answered_as_printed()
    {
        var folder = Path.Combine(Repository.Root, "try");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        System.Diagnostics.Process? server = null;
        Task? drained = null;
        try
        {
            string? output = null;
            var (commands, answers) = (0, 0);
            foreach (var (language, text) in Page.Blocks.TakeWhile(b => b.Language == "sh" || !b.Text.Contains("\"Urls\"", StringComparison.Ordinal)))
            {
                if (language == "json")
                {
                    Assert.NotNull(output);
                    var difference = PrintedJson.Difference(JsonNode.Parse(text), JsonNode.Parse(output));
                    Assert.True(difference is null, $"{difference} The page prints\n{text}\nand the service answers\n{output}");
                    output = null;
                    answers++;
                    continue;
                }

                Assert.Equal("sh", language);
                commands++;
                if (text.Contains(Start, StringComparison.Ordinal))
                {
                    server = Run.Start("bash", ["-c", "exec " + text.Trim()]);
                    drained = Task.WhenAll(server.StandardOutput.ReadToEndAsync(), server.StandardError.ReadToEndAsync());
                    await Service.UntilReadyAsync(new Uri("http://127.0.0.1:5080"), () => server.HasExited);
                    continue;
                }

                var run = await Run.ShellAsync(text);
                Assert.True(run.ExitCode == 0, $"{text}\n{run.Error}");
                output = run.Output;
            }

            // Nothing is passed over: the key, the start, and one answer for each that asks something.
            Assert.NotNull(server);
            Assert.Equal((10, 8), (commands, answers));
            Assert.Equal(Page.Blocks.Count(b => b.Language == "sh"), commands);
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

            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }
}
