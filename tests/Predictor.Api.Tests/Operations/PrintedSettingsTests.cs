using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Predictor.Api.Audit;
using Predictor.Api.CdsHooks;
using Predictor.Api.Models;
using Predictor.Api.Operations;
using Predictor.Api.Operations.Telemetry;
using Predictor.Api.Security;
using Predictor.Api.Security.Smart;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Operations;

/// <summary>The settings that the pages print are ones that the service reads.</summary>
public sealed class PrintedSettingsTests
{
    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(RepositoryFiles.At("docs"), "*.md").Where(f => Blocks(f).Count > 0).Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_setting_that_a_page_prints_is_one_that_the_service_reads(string page)
    {
        foreach (var block in Blocks(RepositoryFiles.At("docs", page))) Bind(block);
    }

    [Fact]
    public void The_settings_for_integrators_make_a_service_that_starts()
    {
        var (security, cds) = Bind(Assert.Single(Blocks(RepositoryFiles.At("docs", "integrators.md"))));
        Assert.Empty(security.Problems());
        Assert.Empty(cds.Problems());
    }

    private static (SecurityOptions Security, CdsOptions Cds) Bind(string block)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(block))).Build();
        var (security, cds) = (new SecurityOptions(), new CdsOptions());
        foreach (var section in configuration.GetChildren())
        {
            object? options = section.Key switch
            {
                SecurityOptions.Section => security,
                CdsOptions.Section => cds,
                SmartOptions.Section => new SmartOptions(),
                AuditOptions.Section => new AuditOptions(),
                LimitOptions.Section => new LimitOptions(),
                ModelOptions.Section => new ModelOptions(),
                TelemetryOptions.Section => new TelemetryOptions(),
                _ => null,
            };
            if (options is null) Assert.Contains(section.Key, new[] { "Urls", "Kestrel", "AllowedHosts" });
            else section.Bind(options, o => o.ErrorOnUnknownConfiguration = true);
        }

        return (security, cds);
    }

    /// <summary>The blocks of a page that are settings: objects of sections, which begin with a capital.</summary>
    private static List<string> Blocks(string file) =>
        [.. Regex.Matches(File.ReadAllText(file), @"^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(m => m.Groups["text"].Value).Where(IsSettings)];

    private static bool IsSettings(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.EnumerateObject().All(p => char.IsAsciiLetterUpper(p.Name[0]));
    }
}
