using System.Globalization;
using System.Text;

namespace Predictor.Api.Tests.Fuzzing;

/// <summary>A request to be sent as it is.</summary>
internal sealed class FuzzRequest
{
    /// <summary>The endpoint that it began with.</summary>
    public required FuzzEndpoint Endpoint { get; init; }

    public required string Method { get; set; }

    public required string Target { get; set; }

    public List<(string Name, string Value)> Headers { get; } = [];

    public byte[] Body { get; set; } = [];

    /// <summary>The body is sent in pieces, without its length.</summary>
    public bool IsChunked { get; set; }

    /// <summary>Method and path are those of the endpoint, so that the answer has to be one that is described for it.</summary>
    public bool KeepsEndpoint { get; set; } = true;

    /// <summary>The head is not HTTP as it has to be, or it may be taken so: the server may refuse it before the service sees it.</summary>
    public bool HasOddHead { get; set; }

    /// <summary>Less comes than was announced: the server may hang up.</summary>
    public bool IsCut { get; set; }

    /// <summary>A batch that may turn out not to be gzip once a part of it is answered: all that is left is to break off.</summary>
    public bool MayBreakOff => Endpoint.Name.EndsWith("/batch", StringComparison.Ordinal) && Headers.Exists(h => h.Name == "Content-Encoding");

    public bool IsPreflight => Method == "OPTIONS" && Headers.Exists(h => h.Name == "Origin");

    /// <summary>The bytes that go over the connection.</summary>
    public byte[] Bytes()
    {
        // Latin-1, so that any byte can be told.
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\n"));
        foreach (var (name, value) in Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (IsChunked) head.Append("Transfer-Encoding: chunked\r\n");
        else if (Body.Length > 0 || Method is "POST" or "PUT" or "PATCH") head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length + (IsCut ? 10 : 0)}\r\n");
        head.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. IsChunked ? Chunks() : Body];
    }

    /// <summary>As a text from which it can be told apart what was sent.</summary>
    public override string ToString()
    {
        const int Most = 6000;
        var text = Encoding.Latin1.GetString(Bytes());
        var shown = string.Concat(text.Take(Most).Select(c => c is '\r' ? "\\r" : c is '\n' ? "\\n\n" : c is >= ' ' and < (char)127 ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}")));
        return text.Length <= Most ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} ... ({text.Length} bytes)");
    }

    private byte[] Chunks()
    {
        using var chunks = new MemoryStream();
        foreach (var piece in Body.Chunk(700))
        {
            chunks.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{piece.Length:x}\r\n")));
            chunks.Write(piece);
            chunks.Write("\r\n"u8);
        }

        if (!IsCut) chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }
}
