using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Predictor.Api.Fhir;
using Predictor.Api.Security.Outgoing;
using Predictor.Api.Security.Smart;
using Predictor.Care.Fhir.Reading;

namespace Predictor.Api.CdsHooks.Data;

/// <summary>
/// Reads from the FHIR server of a call: only where the configuration lets the service connect, only with a token that was given for it, and only below the server's own
/// address. A token is never sent anywhere else.
/// </summary>
internal sealed class FhirFetcher(OutgoingHttp outgoing, SmartTokens smart, IOptions<CdsOptions> options)
{
    private const long MostBytes = 16 * 1024 * 1024;

    /// <summary>Whether and how the server of a call can be read.</summary>
    /// <param name="call">The call.</param>
    /// <param name="caller">The name of the caller.</param>
    /// <param name="cancellation">Of the time for all fetching.</param>
    public async ValueTask<FhirAccess> AccessAsync(CdsCall call, string? caller, CancellationToken cancellation)
    {
        if (call.FhirServer is not { } server) return NotHad.NoServer;
        if (!outgoing.Allows(server, OutgoingPurpose.FhirServer)) return NotHad.ServerNotAllowed;
        var known = options.Value.FhirServers.Values.FirstOrDefault(s => FhirServerAddress.TryParse(s.Url, out var url) && url == server);
        if (call.Authorization is { } authorization)
        {
            if (authorization.Life <= TimeSpan.Zero) return NotHad.Expired;
            if (known?.Subject is { } subject && subject != authorization.Subject) return NotHad.WrongSubject;
            return new FhirAccess(server, authorization.Token, authorization.Lets);
        }

        // The token of the service itself can read more than whoever calls may: it is for callers of that EHR alone.
        if (known?.SmartServer is not { } name || caller is null || !known.Callers.Contains(caller)) return NotHad.NoAuthorization;
        try
        {
            return new FhirAccess(server, await smart.GetAsync(name, cancellation), _ => true);
        }
        catch (SmartAccessException)
        {
            return NotHad.NoAuthorization;
        }
    }

    /// <summary>Reads a query, or the pages that follow one that was sent.</summary>
    /// <param name="access">How.</param>
    /// <param name="query">The query, relative to the server; null for the pages after <paramref name="first"/>.</param>
    /// <param name="type">The type of resources that is asked for.</param>
    /// <param name="first">The first page, where the call had it.</param>
    /// <param name="cancellation">Of the time for all fetching.</param>
    /// <returns>All pages, or why they cannot be had: a part of a list tells something that is not so.</returns>
    public async Task<(IReadOnlyList<JsonElement> Pages, NotHad Why)> FetchAsync(FhirAccess access, string? query, string type, JsonElement? first, CancellationToken cancellation)
    {
        if (access.Server is not { } server) return ([], access.Why);
        if (!access.Lets(type)) return ([], NotHad.ScopeLacking);
        var pages = new List<JsonElement>();
        if (first is { } sent) pages.Add(sent);
        var next = query is not null ? new Uri(server, query) : NextOf(first!.Value, server);
        using var client = outgoing.CreateClient(OutgoingPurpose.FhirServer);
        try
        {
            while (next is not null)
            {
                if (!IsBelow(server, next)) return ([], NotHad.LinkLeadsAway);
                if (pages.Count >= options.Value.FetchPages) return ([], NotHad.TooMany);
                var (page, why) = await GetAsync(client, access, next, cancellation);
                if (page is not { } got) return ([], why);
                if (got.Text("resourceType") is var read && read != type && read != "Bundle") return ([], NotHad.Unreadable);
                pages.Add(got);
                next = NextOf(got, server);
            }

            return (pages, NotHad.None);
        }
        catch (OperationCanceledException)
        {
            return ([], NotHad.TooSlow);
        }
        catch (HttpRequestException)
        {
            // Its message may hold the address.
            return ([], NotHad.Refused);
        }
        catch (JsonException)
        {
            return ([], NotHad.Unreadable);
        }
    }

    /// <summary>True where a Bundle says that there is more of it.</summary>
    public static bool HasNext(JsonElement element) => element.Text("resourceType") == "Bundle" && element.List("link").Any(IsNext);

    private static bool IsNext(JsonElement link) => link.Text("relation") == "next";

    private static Uri? NextOf(JsonElement page, Uri server)
    {
        if (!HasNext(page)) return null;
        // A link that cannot be read leads away: the list is not whole.
        return page.List("link").First(IsNext).Text("url") is { } url && Uri.TryCreate(server, url, out var next) ? next : new Uri("about:blank");
    }

    private static bool IsBelow(Uri server, Uri address)
    {
        // An escaped path could be read as another one by the server.
        if (Origin.Of(server) != Origin.Of(address) || address.UserInfo.Length > 0 || address.AbsolutePath.LastIndexOf('%') >= server.AbsolutePath.Length) return false;
        // Some servers page at the base address itself, with a query.
        return address.AbsolutePath.StartsWith(server.AbsolutePath, StringComparison.Ordinal) || address.AbsolutePath + "/" == server.AbsolutePath;
    }

    private static async Task<(JsonElement? Page, NotHad Why)> GetAsync(HttpClient client, FhirAccess access, Uri address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(FhirResult.ContentType));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
        using var answer = await client.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode) return (null, NotHad.Refused);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
        return access.Took(bytes.Length) > MostBytes ? (null, NotHad.TooMany) : (JsonElement.Parse(bytes), NotHad.None);
    }
}
