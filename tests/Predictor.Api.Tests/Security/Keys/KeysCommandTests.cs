using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Predictor.Api.Security;
using Predictor.Api.Security.Keys;
using Xunit;

namespace Predictor.Api.Tests.Security.Keys;

public sealed class KeysCommandTests
{
    [Fact]
    public void The_entry_that_is_printed_lets_the_key_in_that_is_printed()
    {
        var (exitCode, output, error) = Run("new", "--caller", "ehr-north", "--scopes", "score, panel.read", "--expires-at", "2099-12-31");
        Assert.Equal((0, ""), (exitCode, error));
        var key = output.Split('\n').Single(l => l.StartsWith("predictor_", StringComparison.Ordinal)).Trim();
        var settings = output[output.IndexOf('{', StringComparison.Ordinal)..];
        Assert.DoesNotContain(key[27..], settings, StringComparison.Ordinal);

        var options = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(settings))).Build().GetSection("Security").Get<SecurityOptions>()!;
        Assert.Empty(options.Problems());
        var caller = new ApiKeyRing(Options.Create(options), TimeProvider.System).Check(key).Caller!;
        Assert.Equal("key:ehr-north", caller.Name);
        Assert.Equal(["score", "panel.read"], options.Callers["ehr-north"].Scopes);
        Assert.Equal(new DateTimeOffset(2099, 12, 31, 0, 0, 0, TimeSpan.Zero), options.Callers["ehr-north"].Keys[0].ExpiresAt);
    }

    [Theory]
    [InlineData("Expected 'keys new'.")]
    [InlineData("Expected 'keys new'.", "old")]
    [InlineData("--caller has no value", "new")]
    [InlineData("--caller has no value", "new", "--caller")]
    [InlineData("'a b'", "new", "--caller", "a b")]
    [InlineData("has 'scores'; expected some of score, models.read", "new", "--caller", "a", "--scopes", "scores")]
    [InlineData("--expires-at is 'soon'", "new", "--caller", "a", "--expires-at", "soon")]
    [InlineData("'--name' is unknown", "new", "--name", "a")]
    public void Bad_usage_is_named_and_makes_no_key(string problem, params string[] arguments)
    {
        var (exitCode, output, error) = Run(arguments);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.Contains("Usage: keys new", error, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (KeysCommand.Run(arguments, output, error), output.ToString(), error.ToString());
    }
}
