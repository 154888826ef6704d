using System.Text;

namespace Predictor.Care.Reading.Fields;

/// <summary>Makes each distinct text one string, so that a name that stands in a million rows is held once. Not safe for several threads.</summary>
internal sealed class StringPool
{
    private const int StackLimit = 512;

    private readonly HashSet<string> _strings = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public StringPool() => _lookup = _strings.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<byte> utf8)
    {
        // UTF-16 never has more units than UTF-8 has bytes.
        if (utf8.Length > StackLimit) return Encoding.UTF8.GetString(utf8);
        Span<char> buffer = stackalloc char[utf8.Length];
        ReadOnlySpan<char> text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
        if (_lookup.TryGetValue(text, out var pooled)) return pooled;
        var added = text.ToString();
        _strings.Add(added);
        return added;
    }
}
