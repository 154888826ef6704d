using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Predictor.Api.Security.Keys;
using Predictor.Api.Tests.Security.Outgoing;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Listening;

/// <summary>A page in a real browser (Chromium, which tests/run.sh installs) asks for a score: what a browser makes of the answers is what counts, and not what the headers look like.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class BrowserTests(TrainedModelFixture model)
{
    [Fact]
    public async Task A_page_of_a_listed_origin_reads_a_score_and_one_of_another_origin_does_not_even_get_to_ask()
    {
        var caller = new Credentials("page", "score");
        var address = "";
        await using var listed = await OutgoingHttpTests.ServerAsync(Serve);
        await using var other = await OutgoingHttpTests.ServerAsync(Serve);
        using var api = new ApiFactory(model.Folder, [.. caller.Settings, ("Security:CorsOrigins:0", listed.Urls.Single())]).OnKestrel().WaitUntilReady();
        address = api.CreateClient().BaseAddress!.GetLeftPart(UriPartial.Authority);

        Assert.StartsWith("read scored", await ShownAsync(listed), StringComparison.Ordinal);
        Assert.StartsWith("refused", await ShownAsync(other), StringComparison.Ordinal);
        // The browser asked beforehand, and the score that the other page wanted was never asked for.
        Assert.Equal(1, Requests(api, "POST"));
        Assert.Equal(2, Requests(api, "OPTIONS"));

        void Serve(WebApplication app) => app.MapGet("/", () => Results.Content(
            $$"""
            <pre id="shown">waiting</pre>
            <script>
              fetch("{{address}}/v1/risk-scores", { method: "POST", headers: { "Content-Type": "application/json", "{{ApiKey.HeaderName}}": "{{caller.Key}}" }, body: {{JsonSerializer.Serialize(Bodies.Example().ToJsonString())}} })
                .then(answer => answer.json()).then(score => shown.textContent = "read " + score.status).catch(error => shown.textContent = "refused " + error);
            </script>
            """,
            "text/html"));
    }

    private static int Requests(ApiFactory api, string method) => api.Log.Lines.Count(l => l.Values.GetValueOrDefault("Method") as string == method && l.Values.ContainsKey("Status"));

    private static async Task<string> ShownAsync(WebApplication page)
    {
        using var profile = new TemporaryFolder();
        using var browser = Process.Start(new ProcessStartInfo("chromium-headless-shell", ["--no-sandbox", $"--user-data-dir={profile.Path}", "--timeout=20000", "--virtual-time-budget=10000", "--dump-dom", page.Urls.Single() + "/"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (shown, errors) = (browser.StandardOutput.ReadToEndAsync(), browser.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await browser.WaitForExitAsync(limit.Token);
        var text = Regex.Match(await shown, "<pre id=\"shown\">(?<text>[^<]*)</pre>");
        Assert.True(text.Success, await errors);
        return text.Groups["text"].Value;
    }
}
