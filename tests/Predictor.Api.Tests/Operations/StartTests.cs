using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Operations;

/// <summary>Starts the service as whoever runs it does.</summary>
public sealed class StartTests
{
    private static readonly Credentials Caller = new("ehr", "score");

    private static readonly string[] Closed = [.. Caller.Settings.Select(s => $"--{s.Key}={s.Value}")];

    [Theory]
    [InlineData("http://0.0.0.0:0", "--urls", "http://0.0.0.0:0")]
    [InlineData("http://*:0", "--urls", "http://*:0")]
    [InlineData("https://*:0", "--urls", "https://*:0")]
    [InlineData("http://0.0.0.0:0", "--Kestrel:Endpoints:Open:Url", "http://0.0.0.0:0")]
    public async Task In_development_mode_an_address_that_others_can_reach_is_refused_by_name(string address, params string[] arguments)
    {
        var (exitCode, error) = await RunAsync(["--development", .. arguments]);
        Assert.Equal(1, exitCode);
        Assert.Contains($"The address {address} can be reached from other machines, and in development mode anyone may call", error, StringComparison.Ordinal);
        Assert.Contains("expected a loopback address such as http://127.0.0.1:5080", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_callers_the_service_does_not_start_and_says_how_it_would()
    {
        var (exitCode, error) = await RunAsync("--urls", "http://127.0.0.1:0");
        Assert.Equal(1, exitCode);
        Assert.Contains("Nobody may call", error, StringComparison.Ordinal);
        Assert.Contains("keys new --caller NAME", error, StringComparison.Ordinal);
        Assert.Contains("--development", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:0")]
    [InlineData("--Kestrel:Endpoints:Open:Url", "http://10.0.0.1:8080")]
    public async Task An_address_that_others_reach_without_tls_is_refused(string setting, string address)
    {
        var (exitCode, error) = await RunAsync([.. Closed, setting, address]);
        Assert.Equal(1, exitCode);
        Assert.Contains($"The address {address} can be reached from other machines without TLS", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_without_its_certificate_is_told_as_what_it_is()
    {
        var (exitCode, error) = await RunAsync([.. Closed, "--urls", "https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path", "no-such-file.pfx"]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Predictor cannot start:", error, StringComparison.Ordinal);
        Assert.Contains("no-such-file.pfx", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_anyone_could_forge_are_not_to_be_believed()
    {
        var (exitCode, error) = await RunAsync([.. Closed, "--urls", "http://127.0.0.1:0", "--FORWARDEDHEADERS_ENABLED", "true"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("FORWARDEDHEADERS_ENABLED is true", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_options_are_told_at_once()
    {
        var (exitCode, error) = await RunAsync("--urls", "http://127.0.0.1:0", "--Limits:BodyBytes", "1", "--Security:ClockSkewSeconds", "-1", "--Limits:Events", "0", "--Model:Sha256", "abc", "--Fhir:MappingFile", "/nowhere/mapping.json");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Predictor cannot start:", error, StringComparison.Ordinal);
        foreach (var name in new[] { "Nobody may call", "Security:ClockSkewSeconds is -1;", "Limits:BodyBytes is 1;", "Limits:Events is 0;", "Model:Sha256 is 'abc';", "Fhir:MappingFile: /nowhere/mapping.json: " }) Assert.Contains(name, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Limits:Events", "many", "Limits:Events")]
    [InlineData("--Model:Foldr", "x", "Foldr")]
    [InlineData("--Security:Mode", "Open", "Security:Mode")]
    [InlineData("--Limts:Events", "10", "The configuration has 'Limts', which nothing reads")]
    [InlineData("--SecretsFolder", "/nowhere", "SecretsFolder is '/nowhere'")]
    [InlineData("--Security:Callers:ehr:Scpes:0", "score", "Scpes")]
    public async Task An_option_that_cannot_be_read_is_named(string option, string value, string named)
    {
        var (exitCode, error) = await RunAsync("--urls", "http://127.0.0.1:0", option, value);
        Assert.Equal(1, exitCode);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        var (exitCode, _, error) = await ServiceProcess.RunAsync(arguments);
        return (exitCode, error);
    }
}
