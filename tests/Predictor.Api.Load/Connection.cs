using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Predictor.Api.Load;

/// <summary>One kept-alive HTTP/1.1 connection that costs the machine as little as it can: requests are bytes made beforehand, answers are only cut apart.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    public static byte[] Post(string path, byte[] body, string contentType = "application/json") =>
        [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n")), .. body];

    public async Task OpenAsync(int port) => await _socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>Sends a request and waits for the whole answer.</summary>
    /// <returns>Its status and body; the body is overwritten by the next answer.</returns>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> SendAsync(ReadOnlyMemory<byte> request)
    {
        await SendAllAsync(request);
        _filled = 0;
        int head;
        while ((head = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0) await FillAsync();
        var text = Encoding.ASCII.GetString(_buffer, 0, head);
        var status = int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var from = head + 4;
        var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
        {
            var end = text.IndexOf('\r', at);
            var length = int.Parse(text.AsSpan(at + 16, (end < 0 ? text.Length : end) - at - 16), CultureInfo.InvariantCulture);
            while (_filled < from + length) await FillAsync();
            return (status, _buffer.AsMemory(from, length));
        }

        // Chunks end with an empty one.
        while (!_buffer.AsSpan(from, _filled - from).EndsWith("0\r\n\r\n"u8)) await FillAsync();
        return (status, _buffer.AsMemory(from, _filled - from));
    }

    /// <summary>Sends a request while the answer comes in, and counts the lines of the answer up to its last.</summary>
    public async Task<int> CountLinesAsync(ReadOnlyMemory<byte> request)
    {
        var sending = Task.Run(async () => await SendAllAsync(request));
        var lines = 0;
        var tail = new byte[5];
        do
        {
            var read = await _socket.ReceiveAsync(_buffer);
            if (read == 0) throw new IOException("The service closed the connection.");
            // A line's end may come in two parts.
            if (tail[^1] == (byte)'}' && _buffer[0] == (byte)'\n') lines++;
            lines += _buffer.AsSpan(0, read).Count("}\n"u8);
            byte[] end = [.. tail, .. _buffer.AsSpan(Math.Max(0, read - 5), Math.Min(5, read))];
            tail = end[^5..];
        }
        while (!tail.AsSpan().SequenceEqual("0\r\n\r\n"u8));
        await sending;
        return lines;
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    private async ValueTask FillAsync()
    {
        if (_filled == _buffer.Length) Array.Resize(ref _buffer, 2 * _filled);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled));
        if (read == 0) throw new IOException("The service closed the connection.");
        _filled += read;
    }
}
