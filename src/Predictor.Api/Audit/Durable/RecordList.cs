using System.Buffers;

namespace Predictor.Api.Audit.Durable;

/// <summary>Records one after another in the same bytes, to be written together. Used again and again: keeping a record takes no memory of its own. Not for several threads.</summary>
internal sealed class RecordList
{
    /// <summary>What one burst took is not held for ever.</summary>
    private const int MostKept = 1024 * 1024;

    private readonly List<int> _ends = [];
    private ArrayBufferWriter<byte> _bytes = new(16 * 1024);

    public int Count => _ends.Count;

    /// <summary>One of them: a JSON object in UTF-8 without a line feed. Valid until the list is changed.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.WrittenSpan[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];

    public static RecordList Of(params IEnumerable<ReadOnlyMemory<byte>> records)
    {
        var list = new RecordList();
        foreach (var record in records) list.Add(record.Span);
        return list;
    }

    /// <summary>Where the bytes of the next record are written; <see cref="End"/> makes them one.</summary>
    public IBufferWriter<byte> Next => _bytes;

    public void End() => _ends.Add(_bytes.WrittenCount);

    public void Add(ReadOnlySpan<byte> record)
    {
        _bytes.Write(record);
        End();
    }

    /// <summary>Adds copies of all records of another list.</summary>
    public void Add(RecordList others)
    {
        var before = _bytes.WrittenCount;
        _bytes.Write(others._bytes.WrittenSpan);
        foreach (var end in others._ends) _ends.Add(before + end);
    }

    public void Clear()
    {
        _ends.Clear();
        if (_bytes.Capacity > MostKept) _bytes = new(16 * 1024);
        else _bytes.ResetWrittenCount();
    }
}
