using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Predictor.Api.Tests.Fuzzing;

/// <summary>An answer as it came over the connection.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    /// <summary>The body, unpacked.</summary>
    public byte[] Unpacked()
    {
        using var packed = new MemoryStream(Body);
        using Stream unpacked = Header("Content-Encoding") switch
        {
            null => packed,
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            var other => throw new InvalidDataException($"Content-Encoding is {other}."),
        };
        using var whole = new MemoryStream();
        unpacked.CopyTo(whole);
        return whole.ToArray();
    }
}

/// <summary>A connection that sends whatever bytes it is given as a request, which no client library would, and takes the answer apart.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    public static async Task<RawConnection> OpenAsync(IPEndPoint address, CancellationToken cancellation)
    {
        var connection = new RawConnection();
        // What is closed is forgotten at once, so that many connections do not use up the ports.
        connection._socket.LingerState = new LingerOption(true, 0);
        await connection._socket.ConnectAsync(address, cancellation);
        return connection;
    }

    /// <summary>Sends a request and reads its answer; the answer may come before all is sent.</summary>
    /// <param name="request">The whole request.</param>
    /// <param name="hasNoBody">The answer has none though its headers may say so.</param>
    /// <param name="isLast">Nothing more will be sent.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<RawAnswer> SendAsync(ReadOnlyMemory<byte> request, bool hasNoBody, bool isLast, CancellationToken cancellation)
    {
        var sending = SendAllAsync(request, isLast, cancellation);
        _filled = 0;
        RawAnswer answer;
        do answer = await ReadAsync(hasNoBody, cancellation);
        while (answer.Status is >= 100 and < 200);
        await sending;
        return answer;
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAllAsync(ReadOnlyMemory<byte> bytes, bool isLast, CancellationToken cancellation)
    {
        try
        {
            while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes, cancellation)..];
            if (isLast) _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The service wants no more; whether it has answered is seen by who reads.
        }
    }

    private async Task<RawAnswer> ReadAsync(bool hasNoBody, CancellationToken cancellation)
    {
        int head;
        while ((head = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellation)) throw new EndOfStreamException(_filled == 0 ? "The connection was closed without an answer." : "The answer ends within its head.");
        }

        var lines = Encoding.Latin1.GetString(_buffer, 0, head).Split("\r\n");
        var status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
        List<(string Name, string Value)> headers = [.. lines[1..].Select(l => (l[..l.IndexOf(':', StringComparison.Ordinal)], l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()))];
        var answer = new RawAnswer(status, headers, []);
        Drop(head + 4);
        if (hasNoBody || status is 204 or 304 or < 200) return answer;
        if (answer.Header("Content-Length") is { } length) return answer with { Body = await TakeAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellation) };
        if (answer.Header("Transfer-Encoding") == "chunked") return answer with { Body = await ChunksAsync(cancellation) };
        while (await FillAsync(cancellation))
        {
            // Until the service closes.
        }

        return answer with { Body = await TakeAsync(_filled, cancellation) };
    }

    private async Task<byte[]> ChunksAsync(CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        while (true)
        {
            int end;
            while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n"u8)) < 0) await MoreAsync(cancellation);
            var length = int.Parse(Encoding.ASCII.GetString(_buffer, 0, end), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Drop(end + 2);
            body.Write(await TakeAsync(length, cancellation));
            await TakeAsync(2, cancellation);
            if (length == 0) return body.ToArray();
        }
    }

    private async Task<byte[]> TakeAsync(int length, CancellationToken cancellation)
    {
        while (_filled < length) await MoreAsync(cancellation);
        var taken = _buffer[..length];
        Drop(length);
        return taken;
    }

    private void Drop(int count)
    {
        Buffer.BlockCopy(_buffer, count, _buffer, 0, _filled - count);
        _filled -= count;
    }

    private async Task MoreAsync(CancellationToken cancellation)
    {
        if (!await FillAsync(cancellation)) throw new EndOfStreamException("The answer ends within its body.");
    }

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        if (_filled == _buffer.Length) Array.Resize(ref _buffer, 2 * _filled);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellation);
        _filled += read;
        return read > 0;
    }
}
