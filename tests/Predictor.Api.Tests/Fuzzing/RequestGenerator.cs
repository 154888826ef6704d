using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Predictor.Api.Tests.Support;

namespace Predictor.Api.Tests.Fuzzing;

/// <summary>Makes requests from a seed: good ones to every endpoint, changed in one or several ways. The same number gives the same request.</summary>
/// <param name="endpoints">All endpoints.</param>
/// <param name="seed">The seed.</param>
/// <param name="keys">API keys, the first one with all scopes.</param>
/// <param name="sign">Makes a token of a header and claims.</param>
internal sealed class RequestGenerator(IReadOnlyList<FuzzEndpoint> endpoints, int seed, IReadOnlyList<string> keys, Func<string, string, string> sign)
{
    private const string TokenHeader = $$"""{"alg":"ES384","typ":"JWT","kid":"{{TokenMaker.EcKid}}"}""";
    private const string TokenClaims =
        $$"""{"iss":"{{Issuer}}","aud":"{{Audience}}","sub":"s","client_id":"program","azp":"program","scope":"score models.read panel.read admin","jti":"4e0a3a1e","iat":1700000000,"nbf":1700000000,"exp":4000000000}""";

    /// <summary>The issuer of tokens that are taken.</summary>
    public const string Issuer = "https://login.example";

    /// <summary>The audience of tokens that are taken.</summary>
    public const string Audience = "predictor";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "PROPFIND", "ZQ-METHOD", "QUERY"];

    private static readonly string[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "application/json; charset=utf-16", "application/fhir+json", "application/fhir+json; fhirVersion=4.0", "application/x-ndjson",
        "application/fhir+xml", "text/plain", "text/json", "application/*", "*/*", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "", ";", "json", "application/json;;", "application/json; charset", "APPLICATION/JSON",
        "application/json, text/plain", "\u00e9/\u00e9", "application/json; q=\"",
    ];

    private static readonly string[] Queries =
    [
        "explain=none", "explain=reasons", "explain=full", "explain=FULL", "explain=", "explain", "horizonDays=28", "horizonDays=7", "horizonDays=0", "horizonDays=-1", "horizonDays=99999999999999999999", "horizonDays=28.0", "horizonDays=+28",
        "horizonDays=%2028", "horizonDays=28&horizonDays=7", "model=a", "model=b@1.0.0", "model=a@9.9.9", "model=@", "model=a@", "model=%00", "model=%ff%fe", "model=../a", "version=1.1.0", "version=1.2.0", "version=x", "version=",
        "version=1.1.0&version=1.2.0", "unknown=1", "&&&", "=", "=x", "?", "%", "%zz", "%u0041", "a[]=1", "explain=none;horizonDays=7", "access_token=x", "_format=xml", "explain=%f0%9f%98%80", "explain=full&explain=none",
    ];

    private static readonly string[] Segments = ["", "..", ".", "%2e%2e", "%2F", "%5c", "%00", "%", "%zz", "%ff", "%c0%af", "%e2%80%ae", "*", "{name}", "a", "zq", "a@1.1.0", "v1", "models", "swagger", "null", "-1", ";x=1", "a%20b", "+", "~", "%F0%9F%98%80", "\u00e9", "dropout-risk-patient-view", "$score-dropout-risk"];

    private static readonly (string Name, string[] Values)[] Odd =
    [
        ("Content-Encoding", ["gzip", "GZIP", "br", "identity", "deflate", "gzip, gzip", "x", "", ","]),
        ("Accept", ["*/*", "application/json", "application/fhir+json", "application/fhir+xml", "application/xml", "text/html", "application/json;q=0", "", ",", "x", "application/problem+json", "*"]),
        ("Accept-Encoding", ["gzip", "br", "gzip, br", "*", "identity;q=0", "gzip;q=0", "zstd", "", "gzip;q=x", ",,,"]),
        ("Accept-Charset", ["utf-16", "x"]),
        ("Authorization", ["Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.eyJpc3MiOiJ4In0.AAAA", "Bearer eyJ.eyJ.eyJ", "Bearer ....", "Basic eDp4", "Basic", "Negotiate x", "", "\u00e9", "Bearer %00", "bearer x y z"]),
        ("Idempotency-Key", ["a", "b", "\"a\"", "\"\"", "", " ", "\"a", "a\"b", "a b", "a,b", "\u00e9", "8e03978e-40d5-43dd-bc93-6894a57f9324"]),
        ("If-None-Match", ["*", "\"x\"", "W/\"x\"", "\"x\", \"y\"", "x", "", "\"", "W/", ",", "*, \"x\""]),
        ("If-Match", ["*", "\"x\"", "x"]),
        ("If-Modified-Since", ["Thu, 01 Jan 1970 00:00:00 GMT", "x"]),
        ("Origin", ["https://ehr.example", "https://evil.example", "null", "", "x", "https://ehr.example:443", "\u00e9"]),
        ("Access-Control-Request-Method", ["POST", "GET", "x", ""]),
        ("Access-Control-Request-Headers", ["content-type", "x, y", ""]),
        ("traceparent", ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-00000000000000000000000000000000-0000000000000000-00", "x", "", "ff-x"]),
        ("tracestate", ["a=b", "=", "\u00e9"]),
        ("baggage", ["a=b", "%", ";;;"]),
        ("Range", ["bytes=0-1", "bytes=-1", "x"]),
        ("X-HTTP-Method-Override", ["DELETE"]),
        ("X-Forwarded-For", ["1.2.3.4", "x"]),
        ("X-Forwarded-Proto", ["https", "x"]),
        ("Prefer", ["return=minimal", "respond-async"]),
        ("Expect", ["100-continue"]),
        ("Cookie", ["a=b", ";;;", "\u00e9"]),
        ("Upgrade", ["h2c", "websocket"]),
        ("TE", ["trailers", "x"]),
        ("X-Api-Key", ["", "x", "pk_", "\u00e9"]),
    ];

    /// <summary>Headers that the server looks at itself.</summary>
    private static readonly (string Name, string[] Values)[] OddForTheServer =
    [
        ("Host", ["", "x y", "a:b:c", "evil.example", "\u00e9", "localhost, localhost"]),
        ("Content-Length", ["-1", "x", "99999999999999999999", "1, 2"]),
        ("Transfer-Encoding", ["x", "chunked, x", "gzip, chunked"]),
        ("Expect", ["x"]),
        ("X-Client", ["\0", "a\nb", "a\rb", "\u0001", " "]),
        ("Bad Name", ["x"]),
        ("", ["x"]),
        ("Connection", ["Upgrade", "close", "x, y"]),
    ];

    /// <summary>The request of a number.</summary>
    public FuzzRequest Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var endpoint = endpoints[random.Next(endpoints.Count)];
        var good = endpoint.Seeds[random.Next(endpoint.Seeds.Count)];
        var request = new FuzzRequest { Endpoint = endpoint, Method = good.Method, Target = good.Path, Body = good.Body };
        request.Headers.Add(("Host", "localhost"));
        if (random.Next(25) > 0) request.Headers.Add(("X-Api-Key", keys[random.Next(20) > 0 ? 0 : random.Next(keys.Count)]));
        if (good.ContentType is { } type) request.Headers.Add(("Content-Type", type));
        // Some stay good.
        for (var changes = random.Next(12) == 0 ? 0 : random.Next(1, 4); changes > 0; changes--) Change(request, random);
        Frame(request, random);
        return request;
    }

    private void Change(FuzzRequest request, Random random)
    {
        var kind = random.Next(100);
        if (kind < 45) ChangeBody(request, random);
        else if (kind < 60) ChangeQuery(request, random);
        else if (kind < 68) ChangePath(request, random);
        else if (kind < 74) ChangeMethod(request, random);
        else if (kind < 81) ChangeContentType(request, random);
        else if (kind < 94) ChangeHeader(request, random);
        else if (kind < 97) ChangeToken(request, random);
        else OddHead(request, random);
    }

    private static void ChangeBody(FuzzRequest request, Random random)
    {
        if (request.Body.Length == 0)
        {
            // Nothing is expected, so that anything is odd.
            if (random.Next(3) > 0) return;
            request.Body = Encoding.UTF8.GetBytes(random.Next(3) switch { 0 => "{}", 1 => "x", _ => new string('x', random.Next(1, 3000)) });
            return;
        }

        switch (random.Next(20))
        {
            case < 13 when Documents(request.Body) is { } documents:
                request.Body = Join(documents, random, isBatch: request.Endpoint.Name.EndsWith("/batch", StringComparison.Ordinal));
                break;
            case 19 when random.Next(8) == 0:
                request.Body = random.Next(3) switch { 0 => [], 1 => new byte[1_100_000], _ => [.. Encoding.ASCII.GetBytes("\"" + new string('z', 1_100_000)), (byte)'"'] };
                break;
            case 19:
                request.Body = new byte[random.Next(1, 200)];
                random.NextBytes(request.Body);
                break;
            default:
                request.Body = JsonMutator.Bytes(request.Body, random);
                break;
        }
    }

    /// <summary>The JSON documents of a body, one a line; null where one is none.</summary>
    private static List<string>? Documents(byte[] body)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
            try
            {
                using var whole = JsonDocument.Parse(text);
                return [text];
            }
            catch (JsonException)
            {
                return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
            }
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Join(List<string> documents, Random random, bool isBatch)
    {
        if (isBatch && random.Next(3) == 0)
        {
            for (var i = random.Next(1, 30); i > 0; i--) documents.Insert(random.Next(documents.Count + 1), documents[random.Next(documents.Count)]);
            for (var i = random.Next(3); i > 0; i--) documents.Insert(random.Next(documents.Count + 1), random.Next(4) switch { 0 => "", 1 => " ", 2 => "garbage", _ => "\ufeff{}" });
        }

        for (var i = 0; i < documents.Count; i++)
        {
            if (documents.Count == 1 || random.Next(2) == 0) documents[i] = Mutated(documents[i], random);
        }

        var feed = isBatch ? random.Next(6) switch { 0 => "\r\n", 1 => "\n\n", 2 => "\r", _ => "\n" } : "\n";
        return Encoding.UTF8.GetBytes(string.Join(feed, documents) + (isBatch && random.Next(3) > 0 ? feed : ""));
    }

    private static string Mutated(string document, Random random)
    {
        try
        {
            return JsonMutator.Mutated(document, random);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // What was mutated before is no document any more.
            return document;
        }
    }

    private static void ChangeQuery(FuzzRequest request, Random random)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var query = random.Next(60) == 0 ? "x=" + new string('x', random.Next(1000, 7000)) : Queries[random.Next(Queries.Length)];
            request.Target += (request.Target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
        }

        // A longer first line is refused by the server.
        request.HasOddHead |= request.Target.Length > 3500;
    }

    private static void ChangePath(FuzzRequest request, Random random)
    {
        request.KeepsEndpoint = false;
        request.HasOddHead = true;
        var query = request.Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? request.Target[at..] : "";
        var segments = request.Target[..^query.Length].Split('/').Skip(1).ToList();
        var segment = Segments[random.Next(Segments.Length)];
        if (segments.Count == 0) segments.Add("");
        switch (random.Next(7))
        {
            case 0:
                segments.Insert(random.Next(segments.Count + 1), segment);
                break;
            case 1:
                segments.RemoveAt(random.Next(segments.Count));
                break;
            case 2:
                segments.Add("");
                break;
            case 3:
                var i = random.Next(segments.Count);
                segments[i] = segments[i].ToUpperInvariant();
                break;
            case 4 when random.Next(5) == 0:
                segments[^1] = new string('x', random.Next(2000, 9000));
                break;
            default:
                segments[random.Next(2) == 0 ? segments.Count - 1 : random.Next(segments.Count)] = segment;
                break;
        }

        request.Target = random.Next(60) switch { 0 => "*", 1 => "http://localhost/" + string.Join('/', segments), 2 => string.Join('/', segments), _ => "/" + string.Join('/', segments) } + query;
    }

    private static void ChangeMethod(FuzzRequest request, Random random)
    {
        request.KeepsEndpoint = false;
        request.Method = random.Next(40) switch { 0 => "CONNECT", 1 => "G@T", 2 => "", _ => Methods[random.Next(Methods.Length)] };
        request.HasOddHead |= request.Method is "CONNECT" or "G@T" or "";
    }

    private static void ChangeContentType(FuzzRequest request, Random random)
    {
        var type = ContentTypes[random.Next(ContentTypes.Length)];
        Replace(request, "Content-Type", type);
        request.HasOddHead |= type.Any(c => c > 127);
    }

    private static void ChangeHeader(FuzzRequest request, Random random)
    {
        var (name, values) = Odd[random.Next(Odd.Length)];
        var value = random.Next(12) switch
        {
            0 => new string('x', random.Next(200, 5000)),
            1 => values[random.Next(values.Length)] + ", " + values[random.Next(values.Length)],
            _ => values[random.Next(values.Length)],
        };
        if (name == "Content-Encoding" && value == "gzip" && random.Next(3) > 0) request.Body = Packed(request.Body, random);
        if (random.Next(4) > 0) Replace(request, name, value);
        else request.Headers.Add((name, value));
        // Bytes beyond ASCII may be refused by the server itself.
        request.HasOddHead |= value.Any(c => c > 127);
    }

    private void ChangeToken(FuzzRequest request, Random random)
    {
        request.Headers.RemoveAll(h => h.Name == "X-Api-Key");
        var (header, claims) = (TokenHeader, TokenClaims);
        if (random.Next(3) == 0) header = JsonMutator.Mutated(header, random);
        if (random.Next(4) > 0) claims = JsonMutator.Mutated(claims, random);
        // A longer head is refused by the server.
        request.HasOddHead |= header.Length + claims.Length > 4000;
        Replace(request, "Authorization", "Bearer " + sign(header, claims));
    }

    private static byte[] Packed(byte[] body, Random random)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            // A little that becomes much.
            if (random.Next(10) == 0) gzip.Write(new byte[3_000_000]);
            gzip.Write(body);
        }

        return random.Next(3) == 0 ? JsonMutator.Bytes(packed.ToArray(), random) : packed.ToArray();
    }

    private static void OddHead(FuzzRequest request, Random random)
    {
        request.HasOddHead = true;
        var (name, values) = OddForTheServer[random.Next(OddForTheServer.Length)];
        if (name == "Host" && random.Next(3) == 0) request.Headers.RemoveAll(h => h.Name == name);
        else Replace(request, name, values[random.Next(values.Length)]);
        if (random.Next(20) == 0) request.Headers.AddRange(Enumerable.Range(0, random.Next(90, 130)).Select(i => (string.Create(CultureInfo.InvariantCulture, $"X-Many-{i}"), new string('x', random.Next(500)))));
    }

    private static void Frame(FuzzRequest request, Random random)
    {
        if (request.Headers.Exists(h => h.Name is "Content-Length" or "Transfer-Encoding")) return;
        if (request.Body.Length == 0) return;
        request.IsChunked = random.Next(12) == 0;
        request.IsCut = random.Next(60) == 0;
    }

    private static void Replace(FuzzRequest request, string name, string value)
    {
        request.Headers.RemoveAll(h => h.Name == name);
        request.Headers.Add((name, value));
    }
}
