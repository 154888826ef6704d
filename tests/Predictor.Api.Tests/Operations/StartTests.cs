using System.Diagnostics;
using Predictor.Api.Operations;
using Xunit;

namespace Predictor.Api.Tests.Operations;

/// <summary>Starts the service as whoever runs it does.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("0.0.0.0:0", "--urls", "http://0.0.0.0:0")]
    [InlineData("[::]:0", "--urls", "http://*:0")]
    [InlineData("0.0.0.0:0", "--Kestrel:Endpoints:Open:Url", "http://0.0.0.0:0")]
    public async Task An_address_that_others_can_reach_is_refused_by_name(string address, params string[] arguments)
    {
        var (exitCode, error) = await RunAsync(arguments);
        Assert.Equal(1, exitCode);
        // A machine without IPv6 has only the one address for "all".
        var named = address == "[::]:0" ? new[] { address, "0.0.0.0:0" } : [address];
        Assert.Contains(named, a => error.Contains($"The address {a} can be reached from other machines", StringComparison.Ordinal));
        Assert.Contains("expected a loopback address such as http://127.0.0.1:5080", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_options_are_told_at_once()
    {
        var (exitCode, error) = await RunAsync("--urls", "http://127.0.0.1:0", "--Limits:BodyBytes", "1", "--Limits:Events", "0", "--Model:Sha256", "abc", "--Fhir:MappingFile", "/nowhere/mapping.json");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Predictor cannot start:", error, StringComparison.Ordinal);
        foreach (var name in new[] { "Limits:BodyBytes is 1;", "Limits:Events is 0;", "Model:Sha256 is 'abc';", "Fhir:MappingFile: /nowhere/mapping.json: " }) Assert.Contains(name, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Limits:Events", "many", "Limits:Events")]
    [InlineData("--Model:Foldr", "x", "Foldr")]
    public async Task An_option_that_cannot_be_read_is_named(string option, string value, string named)
    {
        var (exitCode, error) = await RunAsync("--urls", "http://127.0.0.1:0", option, value);
        Assert.Equal(1, exitCode);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var start = new ProcessStartInfo("dotnet", [typeof(LimitOptions).Assembly.Location, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = await process.StandardError.ReadToEndAsync(timeout.Token);
            await output;
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
