using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Predictor.Api.Security.Outgoing;

namespace Predictor.Api.Security.Smart;

/// <summary>
/// Gets access tokens from EHRs as a SMART backend service (HL7 SMART App Launch 2, "Backend Services"): the service proves who it is with an assertion that it signs,
/// and keeps what it gets until shortly before its end.
/// </summary>
internal sealed class SmartTokens(IOptions<SmartOptions> options, OutgoingHttp outgoing, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AssertionLife = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly ConcurrentDictionary<string, Server> _servers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The access token of a server of the configuration. Never to be logged.</summary>
    /// <exception cref="ArgumentException">There is no server of that name.</exception>
    /// <exception cref="SmartAccessException">The server gave none.</exception>
    public async ValueTask<string> GetAsync(string server, CancellationToken cancellation)
    {
        if (!options.Value.Servers.TryGetValue(server, out var settings)) throw new ArgumentException($"There is no server '{server}' in {SmartOptions.Section}:{nameof(SmartOptions.Servers)}.", nameof(server));
        var state = _servers.GetOrAdd(server, _ => new Server());
        if (state.Token is { } token && time.GetUtcNow() < token.RenewAt) return token.Text;
        await state.One.WaitAsync(cancellation);
        try
        {
            // Another may have asked meanwhile.
            if (state.Token is { } fresh && time.GetUtcNow() < fresh.RenewAt) return fresh.Text;
            state.Key ??= SigningKey.Load(settings.PrivateKeyFile, settings.KeyId);
            var now = time.GetUtcNow();
            var (text, life) = await AskAsync(settings, Assertion(settings, state.Key, now), cancellation);
            var margin = life / 10 < LongestMargin ? life / 10 : LongestMargin;
            state.Token = new Token(text, now + life - margin);
            return text;
        }
        finally
        {
            state.One.Release();
        }
    }

    public void Dispose()
    {
        foreach (var server in _servers.Values) server.Dispose();
    }

    private static string Assertion(SmartServerOptions settings, SigningKey key, DateTimeOffset now)
    {
        var claims = new JsonObject
        {
            ["iss"] = settings.ClientId,
            ["sub"] = settings.ClientId,
            ["aud"] = settings.TokenUrl,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + AssertionLife).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        return Handler.CreateToken(claims.ToJsonString(), key.Credentials);
    }

    private async Task<(string Text, TimeSpan Life)> AskAsync(SmartServerOptions settings, string assertion, CancellationToken cancellation)
    {
        using var client = outgoing.CreateClient(OutgoingPurpose.TokenServer);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["scope"] = settings.Scope,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        });
        try
        {
            using var answer = await client.PostAsync(new Uri(settings.TokenUrl), form, cancellation);
            // The body is not told: it is the server's, and may hold what it was sent.
            if (!answer.IsSuccessStatusCode) throw new SmartAccessException($"The token server answered with status {(int)answer.StatusCode}.");
            var body = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            return Read(body) ?? throw new SmartAccessException("The token server answered without an access_token, a token_type of bearer and an expires_in of 1 to 86400 seconds.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new SmartAccessException($"The token server cannot be asked: {e.GetType().Name}.");
        }
    }

    private static (string Text, TimeSpan Life)? Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return null;
        if (!body.TryGetProperty("access_token", out var token) || token.ValueKind != JsonValueKind.String || token.GetString() is not { Length: > 0 } text) return null;
        if (!body.TryGetProperty("token_type", out var type) || type.ValueKind != JsonValueKind.String || !string.Equals(type.GetString(), "bearer", StringComparison.OrdinalIgnoreCase)) return null;
        if (!body.TryGetProperty("expires_in", out var expires) || expires.ValueKind != JsonValueKind.Number || !expires.TryGetInt32(out var seconds) || seconds is < 1 or > 86_400) return null;
        return (text, TimeSpan.FromSeconds(seconds));
    }

    private sealed class Server : IDisposable
    {
        public SemaphoreSlim One { get; } = new(1);

        public Token? Token { get; set; }

        public SigningKey? Key { get; set; }

        public void Dispose()
        {
            Key?.Dispose();
            One.Dispose();
        }
    }

    private sealed record Token(string Text, DateTimeOffset RenewAt)
    {
        // Records print their values.
        public override string ToString() => nameof(Token);
    }
}
