using Predictor.Api.Security.Keys;

namespace Predictor.Api.Tests.Support;

/// <summary>A caller with an API key, as settings of the service and as a header of a request.</summary>
internal sealed class Credentials(string caller, params string[] scopes)
{
    public string Key { get; } = ApiKey.Create();

    public string Name => "key:" + caller;

    public (string Key, string Value)[] Settings =>
    [
        .. scopes.Select((s, i) => ($"Security:Callers:{caller}:Scopes:{i}", s)),
        ($"Security:Callers:{caller}:Keys:0:Id", ApiKey.TryGetId(Key, out var id) ? id : ""),
        ($"Security:Callers:{caller}:Keys:0:Sha256", Convert.ToHexStringLower(ApiKey.Hash(Key))),
    ];

    public HttpClient Client(ApiFactory api)
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Add(ApiKey.HeaderName, Key);
        return client;
    }
}
