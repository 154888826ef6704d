using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Predictor.EndToEnd.Tests.Processes;
using Predictor.Testing;
using Xunit;

namespace Predictor.EndToEnd.Tests.Deploy;

/// <summary>
/// Does without Docker what the Dockerfile says: publishes from what it copies and nothing else, and starts the result with its settings, as its user where the tests are root, in a folder that
/// this user cannot write. Only the volumes are the user's own.
/// </summary>
public sealed class ImageTests
{
    private static readonly string[] Instructions =
        [.. Regex.Replace(File.ReadAllText(Path.Combine(Repository.Root, "src", "Predictor.Api", "deploy", "Dockerfile")), @"\\\n\s*", "").Split('\n').Where(l => l.Length > 0 && l[0] != '#')];

    /// <summary>The sources were analysed when the tests were built, and what is compiled ahead starts sooner and does nothing else: the suite leaves out both, the long checks neither.</summary>
    private const string Shortcuts = " -p:RunAnalyzers=false -p:PublishReadyToRun=false";

    private static string User => Instructions.Last(i => i.StartsWith("USER ", StringComparison.Ordinal)).Split(' ')[1];

    [Fact]
    [Trait("Category", "Long")]
    public async Task What_the_dockerfile_publishes_starts_as_its_user_where_only_the_volumes_can_be_written()
    {
        using var root = new TemporaryFolder();
        var (source, app, models, secrets) = (root.Sub("source"), root.Sub("app"), root.Sub("models"), root.Sub("secrets"));
        CopySources(source);
        var command = Instructions.Single(i => i.StartsWith("RUN dotnet publish", StringComparison.Ordinal))["RUN ".Length..].Replace("/published", app, StringComparison.Ordinal);
        var published = await Run.ShellAsync($"cd '{source}' && {command}{(CheckScale.Value == 1 ? Shortcuts : "")}");
        Assert.True(published.ExitCode == 0, published.Output + published.Error);
        Directory.Delete(source, recursive: true);

        CopyFolder(Repository.DemoModel, models);
        Directory.CreateDirectory(secrets);
        await File.WriteAllTextAsync(Path.Combine(secrets, "Kestrel__Certificates__Default__Password"), "zq-password");
        await File.WriteAllBytesAsync(root.Sub("certificate.pfx"), Certificate("zq-password"));
        var (key, settings) = await NewKeyAsync(app);
        await File.WriteAllTextAsync(Path.Combine(app, "appsettings.Production.json"), settings);
        foreach (var volume in Volumes()) Directory.CreateDirectory(root.Sub(Path.GetFileName(volume)));
        var close = await Run.ShellAsync($"chmod -R a+rX,a-w '{app}' '{models}' '{secrets}' '{root.Sub("certificate.pfx")}' && chmod a+rx '{root.Path}'");
        Assert.True(close.ExitCode == 0, close.Error);
        try
        {
            await StartAndScoreAsync(root, app, models, secrets, key);
        }
        finally
        {
            // What cannot be written cannot be removed either.
            await Run.ShellAsync($"chmod -R u+w '{root.Path}'");
        }
    }

    private static async Task StartAndScoreAsync(TemporaryFolder root, string app, string models, string secrets, string key)
    {
        var (open, inner) = (FreePort(), FreePort());
        var environment = Environment(root, app, models, secrets).ToDictionary(e => e.Key, e => e.Value.Replace(":8443", $":{open}", StringComparison.Ordinal).Replace(":8081", $":{inner}", StringComparison.Ordinal));
        environment["Kestrel__Certificates__Default__Path"] = root.Sub("certificate.pfx");
        var isRoot = System.Environment.UserName == "root";
        if (isRoot)
        {
            var own = await Run.ShellAsync($"chown {User}:{User} {string.Join(' ', Volumes().Select(v => $"'{root.Sub(Path.GetFileName(v))}'"))}");
            Assert.True(own.ExitCode == 0, own.Error);
        }

        // With no more of an environment than the image has, and no name for the user.
        string[] asUser = isRoot ? ["setpriv", "--reuid", User, "--regid", User, "--clear-groups", "--no-new-privs", "--bounding-set=-all"] : [];
        string[] command = ["env", "-i", $"PATH={System.Environment.GetEnvironmentVariable("PATH")}", .. environment.Select(e => $"{e.Key}={e.Value}"), .. asUser];
        using var server = Run.Start("bash", ["-c", "cd \"$1\"; shift; exec \"$@\"", "bash", app, .. command, "dotnet", "Predictor.Api.dll"]);
        var printed = Task.WhenAll(server.StandardOutput.ReadToEndAsync(), server.StandardError.ReadToEndAsync());
        try
        {
            try
            {
                await Service.UntilReadyAsync(new Uri($"http://127.0.0.1:{inner}"), () => server.HasExited);
            }
            catch (TimeoutException e)
            {
                server.Kill(entireProcessTree: true);
                Assert.Fail($"{e.Message}\n{string.Join('\n', await printed)}");
            }

            // The health check of the image, by the same user.
            var health = await Run.ShellAsync($"cd '{app}' && {string.Join(' ', command.Select(Quoted))} dotnet Predictor.Api.dll health http://127.0.0.1:{inner}");
            Assert.True(health.ExitCode == 0, health.Error);

            using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, c, _, _) => c?.Subject == "CN=predictor.example" };
            using var client = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{open}") };
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
            using var body = new StringContent(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "Predictor.Api", "Description", "Examples", "score-request.json")), null, "application/json");
            var answer = await client.PostAsync(new Uri("/v1/risk-scores", UriKind.Relative), body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("scored", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["status"]);
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(root.Sub("predictor"), "audit", "trail"), "*.jsonl"));
            Assert.True(File.Exists(Path.Combine(root.Sub("predictor-keys"), "keys.json")));

            using var kill = Run.Start("kill", ["-TERM", $"{server.Id}"]);
            await kill.WaitForExitAsync();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await server.WaitForExitAsync(limit.Token);
            Assert.Equal(0, server.ExitCode);
            // Nothing was written beside the program.
            Assert.Equal(Directory.GetFiles(app).Length, Directory.GetFileSystemEntries(app, "*", SearchOption.AllDirectories).Length);
        }
        finally
        {
            if (!server.HasExited) server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            Assert.All(await printed, p => Assert.DoesNotContain("zq-password", p, StringComparison.Ordinal));
        }
    }

    /// <summary>The environment of the image, with the folders of the test in the places of its own.</summary>
    private static Dictionary<string, string> Environment(TemporaryFolder root, string app, string models, string secrets)
    {
        var places = new Dictionary<string, string> { ["/app"] = app, ["/models"] = models, ["/run/secrets"] = secrets };
        foreach (var volume in Volumes().OrderByDescending(v => v.Length)) places[volume] = root.Sub(Path.GetFileName(volume));
        return Instructions.Where(i => i.StartsWith("ENV ", StringComparison.Ordinal)).SelectMany(i => i[4..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Placed(p[1].Trim('"'), places));
    }

    private static string Placed(string value, Dictionary<string, string> places)
    {
        var place = places.Keys.Where(p => value == p || value.StartsWith(p + "/", StringComparison.Ordinal)).MaxBy(p => p.Length);
        return place is null ? value : places[place] + value[place.Length..];
    }

    private static List<string> Volumes() => [.. Regex.Matches(Instructions.Single(i => i.StartsWith("VOLUME ", StringComparison.Ordinal)), "\"(?<path>/[^\"]+)\"").Select(m => m.Groups["path"].Value)];

    private static void CopySources(string target)
    {
        foreach (var instruction in Instructions.Where(i => i.StartsWith("COPY ", StringComparison.Ordinal) && !i.Contains("--from=", StringComparison.Ordinal)))
        {
            var words = instruction.Split(' ')[1..];
            foreach (var source in words[..^1])
            {
                var from = Path.Combine(Repository.Root, source);
                if (Directory.Exists(from)) CopyFolder(from, Path.Combine(target, words[^1]));
                else
                {
                    Directory.CreateDirectory(target);
                    File.Copy(from, Path.Combine(target, Path.GetFileName(source)));
                }
            }
        }
    }

    /// <summary>Copies a folder as .dockerignore lets it through.</summary>
    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(f => Path.GetFileName(f) is not ("bin" or "obj" or "deploy"))) CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    /// <summary>A key, and the settings that let its caller in.</summary>
    private static async Task<(string Key, string Settings)> NewKeyAsync(string app)
    {
        var made = await Run.ShellAsync($"dotnet '{app}/Predictor.Api.dll' keys new --caller ehr --scopes score");
        Assert.True(made.ExitCode == 0, made.Error);
        return (Regex.Match(made.Output, "^predictor_\\S+", RegexOptions.Multiline).Value, made.Output[made.Output.IndexOf('{', StringComparison.Ordinal)..]);
    }

    private static byte[] Certificate(string password)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=predictor.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return certificate.Export(X509ContentType.Pfx, password);
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
