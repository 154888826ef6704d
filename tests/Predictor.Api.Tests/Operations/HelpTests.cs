using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Audit.Commands;
using Predictor.Api.Health;
using Predictor.Api.Operations;
using Predictor.Api.Security.Keys;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Operations;

public sealed class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public void Help_is_asked_for_by_one_word_alone(string word)
    {
        Assert.True(Help.IsAsked([word]));
        Assert.False(Help.IsAsked([word, "--urls"]));
        Assert.False(Help.IsAsked([]));
    }

    [Fact]
    public async Task The_program_says_what_it_can_be_started_with_and_that_is_no_error()
    {
        var (exitCode, output, error) = await ServiceProcess.RunAsync("--help");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("--development", output, StringComparison.Ordinal);
        Assert.All(new[] { "keys new", "audit verify", "health ADDRESS" }, c => Assert.Contains(c, output, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_section_that_is_read_is_named_and_no_other()
    {
        using var api = new ApiFactory("no-such-folder");
        var read = api.Services.GetServices<CheckedSection>().Select(s => s.Name).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(read, Help.Sections.Keys);
        using var output = new StringWriter();
        Assert.Equal(0, Help.Run(output));
        Assert.All(Help.Sections.Keys, s => Assert.Contains($"  {s} ", output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_command_says_how_it_is_used_on_its_output_where_it_is_asked_and_as_an_error_where_it_is_misused()
    {
        await CheckAsync((a, output, error) => Task.FromResult(KeysCommand.Run(a, output, error)), "Usage: keys new");
        await CheckAsync((a, output, error) => Task.FromResult(AuditCommand.Run(a, TextReader.Null, output, error)), "audit verify");
        await CheckAsync(HealthCommand.RunAsync, "Usage: health ADDRESS");
    }

    private static async Task CheckAsync(Func<string[], TextWriter, TextWriter, Task<int>> run, string usage)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(0, await run(["--help"], output, error));
        Assert.Contains(usage, output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", error.ToString());
        output.GetStringBuilder().Clear();
        Assert.Equal(2, await run(["--helf"], output, error));
        Assert.Equal("", output.ToString());
        Assert.Contains(usage, error.ToString(), StringComparison.Ordinal);
    }
}
