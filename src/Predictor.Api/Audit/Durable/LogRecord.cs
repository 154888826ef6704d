using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Predictor.Api.Audit.Durable;

/// <summary>
/// One record as it stands in a segment: <c>{"seq":7,"at":"2026-03-02T09:00:00.0000000Z","data":{...},"hash":"..."}</c>. The hash covers the very bytes before it, so that
/// nobody has to agree on how JSON is written.
/// </summary>
/// <param name="Sequence">The number of the record, from 1.</param>
/// <param name="At">When it was written, in UTC.</param>
/// <param name="Data">What it says: a JSON object.</param>
/// <param name="Content">All bytes that the hash covers.</param>
/// <param name="Hash">The hash, in hex.</param>
internal readonly record struct LogRecord(long Sequence, DateTimeOffset At, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Hash)
{
    private const int TimeLength = 28;
    private const int HexLength = 2 * ChainHash.Length;
    private const int NumberLength = 20;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private static int SuffixLength => HashName.Length + HexLength + End.Length;

    private static ReadOnlySpan<byte> SequenceName => "{\"seq\":"u8;

    private static ReadOnlySpan<byte> TimeName => ",\"at\":\""u8;

    private static ReadOnlySpan<byte> DataName => "\",\"data\":"u8;

    private static ReadOnlySpan<byte> HashName => ",\"hash\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    /// <summary>Writes a record and its line feed, and takes the chain one link on.</summary>
    /// <param name="to">Where the record goes.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="at">The time.</param>
    /// <param name="data">A JSON object without a line feed.</param>
    /// <param name="chain">The hash before; becomes that of the record.</param>
    /// <param name="hash">The chain's hash.</param>
    public static void Write(ArrayBufferWriter<byte> to, long sequence, DateTimeOffset at, ReadOnlySpan<byte> data, Span<byte> chain, ChainHash hash)
    {
        // The content is written in one piece: the hash is over it.
        var room = to.GetSpan(SequenceName.Length + NumberLength + TimeName.Length + TimeLength + DataName.Length + data.Length + SuffixLength + 1);
        var length = Copy(SequenceName, room, 0);
        Utf8Formatter.TryFormat(sequence, room[length..], out var written);
        length = Copy(TimeName, room, length + written);
        Utf8Formatter.TryFormat(at.UtcDateTime, room[length..], out written, 'O');
        length = Copy(DataName, room, length + written);
        length = Copy(data, room, length);
        hash.Compute(chain, room[..length], chain);
        length = Copy(HashName, room, length);
        Convert.TryToHexStringLower(chain, room[length..], out written);
        length = Copy(End, room, length + written);
        room[length++] = (byte)'\n';
        to.Advance(length);
    }

    /// <summary>What the line of a record begins with.</summary>
    public static byte[] Beginning(long sequence) => [.. SequenceName, .. Encoding.ASCII.GetBytes(sequence.ToString(CultureInfo.InvariantCulture)), .. TimeName];

    /// <summary>Takes a line apart; false where it has not the form of a record. Whether its hash is right is not looked at.</summary>
    /// <param name="line">The line without its line feed.</param>
    /// <param name="record">The record.</param>
    public static bool TryRead(ReadOnlyMemory<byte> line, out LogRecord record)
    {
        record = default;
        if (line.Length < SuffixLength) return false;
        var content = line[..^SuffixLength];
        var suffix = line.Span[^SuffixLength..];
        if (!suffix.StartsWith(HashName) || !suffix.EndsWith(End)) return false;
        var hash = line.Slice(line.Length - End.Length - HexLength, HexLength);
        if (hash.Span.ContainsAnyExcept(HexDigits)) return false;

        var rest = content.Span;
        if (!rest.StartsWith(SequenceName)) return false;
        rest = rest[SequenceName.Length..];
        if (!Utf8Parser.TryParse(rest, out long sequence, out var consumed) || sequence < 1) return false;
        rest = rest[consumed..];
        if (!rest.StartsWith(TimeName) || rest.Length < TimeName.Length + TimeLength) return false;
        rest = rest[TimeName.Length..];
        if (!TryReadTime(rest[..TimeLength], out var at)) return false;
        rest = rest[TimeLength..];
        if (!rest.StartsWith(DataName)) return false;
        rest = rest[DataName.Length..];
        if (rest is not [(byte)'{', .., (byte)'}']) return false;
        record = new LogRecord(sequence, at, content[^rest.Length..], content, hash);
        return true;
    }

    private static bool TryReadTime(ReadOnlySpan<byte> text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(Encoding.ASCII.GetString(text), "yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to, int at)
    {
        from.CopyTo(to[at..]);
        return at + from.Length;
    }
}
