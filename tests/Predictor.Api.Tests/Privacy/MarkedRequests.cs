using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Predictor.Api.Tests.Fhir;
using Predictor.Api.Tests.Support;

namespace Predictor.Api.Tests.Privacy;

/// <summary>Requests whose every part can be found again: texts begin with a mark, numbers and days are such as occur nowhere else.</summary>
internal static class MarkedRequests
{
    /// <summary>What must not be found anywhere.</summary>
    public static readonly string[] Marks = ["zq-", "zq_", "zq%", "41.15625", "77.03125", "2025-04-01", "2025-05-06"];

    /// <summary>
    /// A good body for each endpoint that takes one, by method and path, so that its way to the end is tried and not only its refusals. Whoever adds such an endpoint adds its body.
    /// </summary>
    private static readonly Dictionary<string, (string ContentType, Func<string> Body)> Good = new()
    {
        ["POST /v1/risk-scores"] = ("application/json", () => Episode().ToJsonString()),
        ["POST /v1/risk-scores/batch"] = ("application/x-ndjson", () => $"{Episode().ToJsonString()}\n{{\"zq-field\":\"zq-value\"}}\nzq-garbage\n"),
        ["POST /fhir/R4/$score-dropout-risk"] = ("application/fhir+json", Resources),
        ["POST /cds-services/{id}"] = ("application/json", () => """{"hook":"patient-view","hookInstance":"zq-instance","fhirServer":"https://zq-ehr.example","context":{"userId":"Practitioner/zq-user","patientId":"zq-patient"}}"""),
        ["POST /cds-services/{id}/feedback"] = ("application/json", () => """{"feedback":[{"card":"zq-card","outcome":"overridden","overrideReason":{"userComment":"zq-comment"},"outcomeTimestamp":"2025-04-01T00:00:00Z"}]}"""),
        ["POST /v1/admin/models/{name}/roll-back"] = ("application/json", () => """{"from":"zq-version"}"""),
        ["PUT /v1/admin/models/{name}/version"] = ("application/json", () => """{"version":"zq-version"}"""),
        ["PUT /v1/admin/models/{name}/challenger"] = ("application/json", () => """{"challenger":"zq-challenger"}"""),
    };

    /// <summary>The method and path of an endpoint, as they stand in <see cref="Good"/>.</summary>
    public static string NameOf(RouteEndpoint endpoint) => $"{MethodOf(endpoint)} {endpoint.RoutePattern.RawText!.TrimEnd('/')}";

    /// <summary>True where an endpoint takes a body and no good one is known.</summary>
    public static bool LacksGoodBody(RouteEndpoint endpoint) => MethodOf(endpoint) is "POST" or "PUT" or "PATCH" && !Good.ContainsKey(NameOf(endpoint));

    /// <summary>The good body of an endpoint; null where it takes none.</summary>
    public static (string ContentType, string Body)? GoodBodyTo(RouteEndpoint endpoint) => Good.TryGetValue(NameOf(endpoint), out var good) ? (good.ContentType, good.Body()) : null;

    /// <summary>The good request to an endpoint, or the only one where it takes no body; it is to be answered with success if its path holds no parameter.</summary>
    public static HttpRequestMessage GoodTo(RouteEndpoint endpoint)
    {
        var request = new HttpRequestMessage(new HttpMethod(MethodOf(endpoint)), PathOf(endpoint.RoutePattern));
        Mark(request);
        if (Good.TryGetValue(NameOf(endpoint), out var good)) request.Content = Bodies.Json(Encoding.UTF8.GetBytes(good.Body()), good.ContentType);
        return request;
    }

    /// <summary>Requests to an endpoint that it has to refuse, or that it may not read to the end.</summary>
    public static IEnumerable<HttpRequestMessage> BadTo(RouteEndpoint endpoint)
    {
        foreach (var query in new[] { "?explain=zq-explain&horizonDays=zq-days&zq-name=zq-value", "?explain=none&explain=zq_two&access_token=zq-token" })
        {
            var asked = GoodTo(endpoint);
            asked.RequestUri = new Uri(asked.RequestUri + query, UriKind.Relative);
            yield return asked;
        }

        var contentType = Good.TryGetValue(NameOf(endpoint), out var good) ? good.ContentType : "application/json";
        foreach (var (type, body) in new[]
        {
            (contentType, "zq-garbage"), (contentType, "{ \"zq-name\": \"zq-value\", "), (contentType, "{ \"zq-name\": { \"zq-inner\": [41.15625, \"2025-04-01\"] } }"),
            (contentType, "[\"zq-item\", 77.03125]"), (contentType, "\uFEFF{}zq-"), (contentType, $"\"zq-{new string('z', 1_100_000)}\""),
            (contentType, Bad().ToJsonString()), ("application/x-www-form-urlencoded", "zq-name=zq-value"), ("zq-type/zq-subtype", "zq-"), ("text/plain; charset=zq-charset", "zq-"),
        })
        {
            var bad = GoodTo(endpoint);
            bad.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            bad.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            yield return bad;
        }

        var invalid = GoodTo(endpoint);
        invalid.Content = new ByteArrayContent([.. "{\"zq-name\":\""u8, 0xFF, 0xFE, .. "zq-\"}"u8]);
        invalid.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        yield return invalid;

        var packed = GoodTo(endpoint);
        packed.Content ??= new StringContent("zq-");
        packed.Content.Headers.TryAddWithoutValidation("Content-Encoding", "zq-encoding");
        yield return packed;

        var elsewhere = GoodTo(endpoint);
        elsewhere.RequestUri = new Uri(elsewhere.RequestUri + "/zq-below", UriKind.Relative);
        yield return elsewhere;

        var odd = GoodTo(endpoint);
        odd.Method = new HttpMethod("ZQ-METHOD");
        yield return odd;

        var foreign = GoodTo(endpoint);
        foreign.Headers.Host = "zq-host.example";
        yield return foreign;
    }

    private static string MethodOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";

    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "zq-path",
    }))));

    private static void Mark(HttpRequestMessage request)
    {
        foreach (var (name, value) in new[]
        {
            ("Authorization", "Bearer zq-token"), ("X-Api-Key", "zq-key"), ("Cookie", "zq-cookie=zq-value"), ("User-Agent", "zq-agent"), ("Referer", "http://zq-referer.example/zq-path"), ("X-Client", "zq-header"),
            ("Request-Id", "zq-request"), ("tracestate", "zq-state=zq-value"), ("baggage", "zq-bag=zq-value"), ("Correlation-Context", "zq-context=zq-value"), ("Idempotency-Key", "zq-idempotency"), ("Origin", "http://zq-origin.example"),
            ("Accept-Language", "zq-language"), ("If-None-Match", "\"zq-etag\""), ("X-Request-Id", "zq-request"), ("X-Correlation-Id", "zq-correlation"),
        })
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string Resources() =>
        Regex.Replace(Regex.Replace(FhirBodies.Example().ToJsonString(), "\"id\":\"", "\"id\":\"zq-"), "\"(reference|fullUrl)\":\"([^\"]*/)([^\"/]+)\"", "\"$1\":\"$2zq-$3\"");

    private static JsonObject Episode()
    {
        var body = Bodies.Example();
        var episode = body["episode"]!;
        foreach (var name in new[] { "episodeId", "clientId", "clinicId", "therapistId", "treatment", "x_note", "x_zq-covariate" }) episode[name] = $"zq-{name}";
        (episode["ageAtStart"], episode["copay"]) = (41.15625, 77.03125);
        foreach (var appointment in body["appointments"]!.AsArray()) appointment!["appointmentId"] = $"zq-{appointment["appointmentId"]}";
        foreach (var contact in body["contacts"]!.AsArray()) contact!["channel"] = "zq-channel";
        return body;
    }

    private static JsonObject Bad()
    {
        var body = Episode();
        (body["asOf"], body["zq-field"], body["episode"]!["payer"], body["episode"]!["startedOn"]) = ("2025-05-06T10:00", "zq-value", "zq-payer", "zq-start");
        foreach (var measure in body["measures"]!.AsArray()) measure!["score"] = "zq-score";
        foreach (var payment in body["payments"]!.AsArray()) (payment!["kind"], payment["occurredAt"]) = ("zq-kind", "2025-04-01T");
        return body;
    }
}
