using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Predictor.Api.Audit;
using Predictor.Api.CdsHooks;
using Predictor.Api.Models;
using Predictor.Api.Operations;
using Predictor.Api.Operations.Telemetry;
using Predictor.Api.Security;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Deploy;

/// <summary>Keeps the files for containers and systemd true where neither runs: what they copy, start, set and open is there.</summary>
public sealed class DeployTests
{
    private static readonly string Folder = RepositoryFiles.At("src", "Predictor.Api", "deploy");
    private static readonly string[] Dockerfile = Instructions("Dockerfile");
    private static readonly Yaml Compose = Yaml.Read(Path.Combine(Folder, "compose.yaml"));
    private static readonly string[] Unit = [.. File.ReadLines(Path.Combine(Folder, "predictor.service")).Where(l => l.Length > 0 && l[0] is not '#' and not '[')];

    [Fact]
    public void Whatever_is_copied_into_the_image_is_in_the_repository_and_reaches_the_builder()
    {
        var ignored = File.ReadAllLines(RepositoryFiles.At(".dockerignore"));
        Assert.Contains("*", ignored);
        var sources = Dockerfile.Where(i => i.StartsWith("COPY ", StringComparison.Ordinal) && !i.Contains("--from=", StringComparison.Ordinal)).SelectMany(i => i.Split(' ')[1..^1]).ToList();
        Assert.NotEmpty(sources);
        foreach (var source in sources)
        {
            Assert.True(Path.Exists(RepositoryFiles.At(source)), source);
            Assert.Contains("!" + source.Split('/')[0], ignored);
        }

        // All that the project is built from.
        foreach (var project in References("Predictor.Api")) Assert.Contains($"src/{project}", sources);
    }

    [Fact]
    public void What_is_started_is_what_is_published()
    {
        var assembly = typeof(LimitOptions).Assembly.GetName().Name + ".dll";
        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"{assembly}\"]", Dockerfile);
        Assert.Contains(Dockerfile, i => i.StartsWith("RUN dotnet publish src/Predictor.Api -c Release -r linux-x64 ", StringComparison.Ordinal) && i.EndsWith("-o /published", StringComparison.Ordinal));
        Assert.Contains("COPY --from=build /published ./", Dockerfile);
        Assert.Contains($"ExecStart=/usr/bin/dotnet /opt/predictor/{assembly}", Unit);
    }

    [Fact]
    public void Images_are_pinned_and_of_the_framework_that_is_built_for()
    {
        var images = Dockerfile.Where(i => i.StartsWith("FROM ", StringComparison.Ordinal)).Select(i => i.Split(' ')[1]).Append(Compose["services/postgres/image"]).Append(Compose["services/predictor/image"]).ToList();
        Assert.Equal(4, images.Count);
        Assert.All(images, i => Assert.Matches(@":\d+(\.\d+){1,2}(-[a-z-]+)?$", i));
        var framework = $"{Environment.Version.Major}.{Environment.Version.Minor}.";
        Assert.All(images.Where(i => i.Contains("/dotnet/", StringComparison.Ordinal)), i => Assert.Contains(":" + framework, i, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_runs_as_root_or_can_write_to_its_image()
    {
        var user = Dockerfile.Last(i => i.StartsWith("USER ", StringComparison.Ordinal)).Split(' ')[1];
        Assert.True(int.Parse(user, CultureInfo.InvariantCulture) > 0);
        Assert.Equal($"{user}:{user}", Compose["services/predictor/user"]);
        foreach (var service in Compose.Under("services"))
        {
            Assert.False(Compose[$"services/{service}/user"].StartsWith('0'));
            Assert.Equal("true", Compose[$"services/{service}/read_only"]);
            Assert.Contains("ALL", Compose.List($"services/{service}/cap_drop"));
            Assert.Contains("no-new-privileges:true", Compose.List($"services/{service}/security_opt"));
            Assert.True(Compose.Has($"services/{service}/mem_limit"));
            Assert.DoesNotContain(Compose.Under($"services/{service}/environment"), k => Regex.IsMatch(k, "(?i)password$|secret$|token$"));
            foreach (var secret in Compose.List($"services/{service}/secrets")) Assert.True(Compose.Has($"secrets/{secret}/file"), secret);
        }

        foreach (var setting in new[] { "DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "CapabilityBoundingSet=" }) Assert.Contains(setting, Unit);
    }

    [Fact]
    public void Ports_match_and_health_is_asked_where_the_service_listens()
    {
        var urls = Settings("Dockerfile")["Urls"].Split(';');
        var open = new Uri(urls.Single(u => u.Contains("0.0.0.0", StringComparison.Ordinal)));
        Assert.Equal("https", open.Scheme);
        Assert.Contains($"EXPOSE {open.Port}", Dockerfile);
        Assert.EndsWith($":{open.Port}", Compose.List("services/predictor/ports").Single(), StringComparison.Ordinal);
        var health = Regex.Match(Dockerfile.Single(i => i.StartsWith("HEALTHCHECK ", StringComparison.Ordinal)), "\"health\", \"(?<url>[^\"]+)\"").Groups["url"].Value;
        Assert.Contains(health, urls);
        Assert.Equal(string.Join(';', urls), Settings("predictor.service")["Urls"]);
    }

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("compose.yaml")]
    [InlineData("predictor.service")]
    public void Every_setting_is_one_that_the_service_reads(string file)
    {
        var settings = Settings(file);
        Assert.NotEmpty(settings);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value))).Build();
        foreach (var section in configuration.GetChildren())
        {
            var options = section.Key switch
            {
                LimitOptions.Section => new LimitOptions(),
                ModelOptions.Section => new ModelOptions(),
                SecurityOptions.Section => new SecurityOptions(),
                AuditOptions.Section => new AuditOptions(),
                CdsOptions.Section => new CdsOptions(),
                TelemetryOptions.Section => (object)new TelemetryOptions(),
                _ => null,
            };
            if (options is not null) section.Bind(options, o => o.ErrorOnUnknownConfiguration = true);
            else Assert.Contains(section.Key, new[] { "Urls", SecretFiles.FolderSetting, "Logging", "Kestrel", "DOTNET_EnableDiagnostics", "DOTNET_GCgen0size", "HOME" });
        }

        foreach (var known in new[] { "Logging:Console:FormatterName", "Kestrel:Certificates:Default:Path" })
        {
            var section = configuration.GetSection(known.Split(':')[0]);
            Assert.All(section.AsEnumerable().Where(p => p.Value is not null && p.Key.StartsWith(known.Split(':')[0], StringComparison.Ordinal)), p => Assert.Equal(known, p.Key));
        }
    }

    /// <summary>The root file system is read-only: what is written has to go where it is kept and may be written.</summary>
    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("predictor.service")]
    public void Whatever_the_service_writes_goes_to_a_place_that_is_kept(string file)
    {
        var settings = Settings(file);
        var volumes = Regex.Matches(Dockerfile.Single(i => i.StartsWith("VOLUME ", StringComparison.Ordinal)), "\"(?<path>/[^\"]+)\"").Select(m => m.Groups["path"].Value).ToList();
        var kept = file == "Dockerfile" ? volumes : [.. Unit.Single(l => l.StartsWith("StateDirectory=", StringComparison.Ordinal)).Split('=')[1].Split(' ').Select(d => "%S/" + d)];
        var written = new[] { "Audit__Folder", "Audit__KeyFile", "CdsHooks__FeedbackFile", "Model__ChoicesFile" };
        Assert.All(written, w => Assert.Contains(kept, k => settings[w].StartsWith(k + "/", StringComparison.Ordinal)));
        // Whoever has the keys as well can write a trail that looks whole.
        Assert.NotEqual(kept.Single(k => settings["Audit__Folder"].StartsWith(k + "/", StringComparison.Ordinal)), kept.Single(k => settings["Audit__KeyFile"].StartsWith(k + "/", StringComparison.Ordinal)));
        // A volume takes its owner from the folder of the image.
        var user = Dockerfile.Last(i => i.StartsWith("USER ", StringComparison.Ordinal)).Split(' ')[1];
        Assert.Contains($"COPY --from=build --chown={user}:{user} /state /var/lib", Dockerfile);
        Assert.Contains("RUN mkdir -p " + string.Join(' ', volumes.Select(v => v.Replace("/var/lib/", "/state/", StringComparison.Ordinal))), Dockerfile);
        var mounts = Compose.List("services/predictor/volumes").Select(v => v.Split(':')).ToList();
        foreach (var volume in volumes)
        {
            var mount = Assert.Single(mounts, m => m[1] == volume);
            Assert.Equal(2, mount.Length);
            Assert.True(Compose.Has("volumes/" + mount[0]), mount[0]);
        }

        // All else that is mounted is read alone.
        Assert.All(mounts.Where(m => !volumes.Contains(m[1])), m => Assert.Equal("ro", m[^1]));
    }

    /// <summary>Where systemd's own tool is at hand, it reads the unit; where it is not, there is no systemd that could start it.</summary>
    [Fact]
    public async Task Systemd_takes_the_unit_as_it_stands()
    {
        if (!File.Exists("/usr/bin/systemd-analyze") || !File.Exists("/usr/bin/dotnet")) return;
        using var verify = Process.Start(new ProcessStartInfo("/usr/bin/systemd-analyze", ["verify", "--man=no", Path.Combine(Folder, "predictor.service")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = verify.StandardError.ReadToEndAsync();
        await verify.WaitForExitAsync();
        Assert.True(verify.ExitCode == 0 && !(await said).Contains("predictor.service", StringComparison.Ordinal), await said);
    }

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("compose.yaml")]
    [InlineData("predictor.service")]
    public void The_youngest_generation_is_the_same_wherever_the_service_runs_and_told(string file)
    {
        var size = Settings(file)["DOTNET_GCgen0size"];
        Assert.Equal("0x2000000", size);
        Assert.Contains($"DOTNET_GCgen0size={size}", File.ReadAllText(RepositoryFiles.At("docs", "operations.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_time_to_finish_before_the_process_is_killed()
    {
        var least = new LimitOptions().ShutdownSeconds;
        Assert.True(Seconds(Compose["services/predictor/stop_grace_period"]) > Math.Max(least, double.Parse(Compose["services/predictor/environment/Limits__ShutdownSeconds"], CultureInfo.InvariantCulture)));
        Assert.True(Seconds(Unit.Single(l => l.StartsWith("TimeoutStopSec=", StringComparison.Ordinal)).Split('=')[1]) > least);
    }

    [Fact]
    public void PostgreSQL_starts_only_where_it_is_asked_for_as_long_as_nothing_uses_it() =>
        Assert.Equal(["panel"], Compose.List("services/postgres/profiles"));

    private static double Seconds(string text) => double.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture);

    /// <summary>A project and all that it refers to.</summary>
    private static IEnumerable<string> References(string project) =>
        Regex.Matches(File.ReadAllText(RepositoryFiles.At("src", project, project + ".csproj")), "ProjectReference Include=\"[^\"]*/(?<name>[^/\"]+)\\.csproj\"").SelectMany(m => References(m.Groups["name"].Value)).Append(project).Distinct();

    /// <summary>The instructions of a Dockerfile, each on one line.</summary>
    private static string[] Instructions(string file) =>
        [.. Regex.Replace(File.ReadAllText(Path.Combine(Folder, file)), @"\\\n\s*", "").Split('\n').Where(l => l.Length > 0 && l[0] != '#')];

    private static Dictionary<string, string> Settings(string file) => file switch
    {
        "Dockerfile" => Dockerfile.Where(i => i.StartsWith("ENV ", StringComparison.Ordinal)).SelectMany(i => i[4..].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Pair).ToDictionary(),
        "compose.yaml" => Compose.Under("services/predictor/environment").ToDictionary(k => k, k => Compose[$"services/predictor/environment/{k}"])
            .Concat(Compose.List("services/predictor/secrets").Select(s => KeyValuePair.Create(s, ""))).Where(s => !s.Key.EndsWith("Password", StringComparison.Ordinal)).ToDictionary(),
        _ => Unit.Where(l => l.StartsWith("Environment=", StringComparison.Ordinal)).Select(l => Pair(l["Environment=".Length..])).ToDictionary(),
    };

    private static KeyValuePair<string, string> Pair(string text) => KeyValuePair.Create(text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('"'));
}
