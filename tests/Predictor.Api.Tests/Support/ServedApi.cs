using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Models;
using Predictor.Api.Models.Loading;
using Xunit;

namespace Predictor.Api.Tests.Support;

/// <summary>A service over a shelf of packages that looks when the test says so.</summary>
internal static class ServedApi
{
    /// <summary>Starts it; it is ready.</summary>
    public static ApiFactory Start(PackageShelf shelf, params (string Key, string Value)[] settings) => StartUnready(shelf, settings).WaitUntilReady();

    /// <summary>Starts it on a real server; it is ready.</summary>
    public static ApiFactory StartOnKestrel(PackageShelf shelf) => Make(shelf, []).OnKestrel().WaitUntilReady();

    /// <summary>Starts it; it may have found nothing to serve.</summary>
    public static ApiFactory StartUnready(PackageShelf shelf, params (string Key, string Value)[] settings) => Make(shelf, settings).WaitUntilLoaded();

    public static ModelCatalogue Catalogue(this ApiFactory api) => api.Services.GetRequiredService<ModelHolder>().Catalogue;

    /// <summary>Looks as often as a change takes to be seen: once to see it, once to see that it stood still.</summary>
    public static void Look(this ApiFactory api, int times = 2)
    {
        for (var i = 0; i < times; i++) api.Services.GetRequiredService<ModelLibrary>().Look();
    }

    /// <summary>Name and version of each model that serves.</summary>
    public static IReadOnlyList<string> Serving(this ApiFactory api) => [.. api.Catalogue().Models.Select(m => m.Current?.Title ?? m.Name + "@none")];

    /// <summary>Code and subject of each open alarm.</summary>
    public static IReadOnlyList<string> Alarms(this ApiFactory api) => [.. api.Catalogue().Alarms.Select(a => $"{a.Code} {a.Subject}")];

    /// <summary>Scores the example and tells with which model.</summary>
    public static async Task<(string Model, double Probability)> ScoreAsync(this HttpClient client, string query = "", string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/risk-scores" + query) { Content = Bodies.Json(Bodies.Example()) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var score = await response.JsonAsync();
        return (Title(score), score.GetProperty("probability").GetDouble());
    }

    private static ApiFactory Make(PackageShelf shelf, (string Key, string Value)[] settings) => new(shelf.Folder, [("Model:PollSeconds", "3600"), ("Model:ShadowShare", "1"), .. settings]);

    private static string Title(JsonElement score) => $"{score.GetProperty("model").GetProperty("name").GetString()}@{score.GetProperty("model").GetProperty("version").GetString()}";
}
