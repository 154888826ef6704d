using System.Buffers;

namespace Predictor.Api.Scoring.Batch;

/// <summary>Some lines in a row, in bytes of their own.</summary>
/// <param name="firstLine">The number of the first of them, from 1.</param>
internal sealed class LinePiece(long firstLine)
{
    /// <summary>As a length: the line was longer than the service takes, and its bytes were not kept.</summary>
    private const int TooLong = -1;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<(int Start, int Length)> _lines = [];

    public int Count => _lines.Count;

    public int ByteCount => _bytes.WrittenCount;

    /// <summary>Adds a line without its line feed.</summary>
    public void Add(in ReadOnlySequence<byte> line)
    {
        _lines.Add((_bytes.WrittenCount, (int)line.Length));
        foreach (var segment in line) _bytes.Write(segment.Span);
    }

    /// <summary>Adds a line that was too long to keep.</summary>
    public void AddTooLong() => _lines.Add((_bytes.WrittenCount, TooLong));

    /// <summary>The number of a line.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public long NumberOf(int index) => firstLine + index;

    /// <summary>The bytes of a line; null where it was too long.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public ReadOnlyMemory<byte>? LineAt(int index)
    {
        var (start, length) = _lines[index];
        // Spelt out: in a conditional, null would become empty memory.
        if (length == TooLong) return null;
        return _bytes.WrittenMemory.Slice(start, length);
    }
}
