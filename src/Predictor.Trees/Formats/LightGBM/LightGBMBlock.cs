using System.Globalization;
using System.Numerics;
using System.Text;

namespace Predictor.Trees.Formats.LightGBM;

/// <summary>The <c>key=value</c> lines of the header or of one tree. Only fields that are asked for are kept: of others, a file may have any number of bytes.</summary>
/// <param name="name">How messages name it, such as <c>Tree=3</c>.</param>
/// <param name="keys">The fields that may be asked for.</param>
internal sealed class LightGBMBlock(string name, string[] keys)
{
    // A place for each key; line 0 where there is none.
    private readonly (int Line, ReadOnlyMemory<byte> Value)[] _fields = new (int, ReadOnlyMemory<byte>)[keys.Length];
    private int _lines;

    /// <summary>How messages name it.</summary>
    public string Name => name;

    /// <summary>Takes a line up; a key without a value, such as <c>average_output</c>, has an empty one.</summary>
    public void Add(LightGBMLines lines)
    {
        var span = lines.Line.Span;
        var equals = span.IndexOf((byte)'=');
        var key = equals < 0 ? span : span[..equals];
        if (key.Length > FileLimits.TextLength) throw new ModelFormatException($"Line {lines.Number} ({Name}): '{FileText.Told(span)}' begins with a name of {key.Length} bytes; expected at most {FileLimits.TextLength}.");
        if (++_lines > FileLimits.Fields) throw new ModelFormatException($"Line {lines.Number} ({Name}): '{FileText.Told(span)}' is one more field; expected at most {FileLimits.Fields}.");
        if (PlaceOf(key) is not (>= 0 and var place)) return;
        if (_fields[place].Line > 0) throw new ModelFormatException($"Line {lines.Number} ({Name}): '{FileText.Told(span)}' gives a field for the second time; the first is in line {_fields[place].Line}.");
        _fields[place] = (lines.Number, equals < 0 ? default : lines.Line[(equals + 1)..]);
    }

    public bool Has(string key) => _fields[PlaceOf(key)].Line > 0;

    /// <summary>The text of a field.</summary>
    public string Text(string key)
    {
        var (line, value) = Field(key);
        if (value.Length > FileLimits.TextLength) throw Error(line, key, $"is '{FileText.Told(value.Span)}' and has {value.Length} bytes", $"at most {FileLimits.TextLength}");
        return Encoding.UTF8.GetString(value.Span);
    }

    /// <summary>The texts of a field, each with one space before the next. They are counted before any of them is made.</summary>
    /// <param name="key">The field.</param>
    /// <param name="count">How many there have to be, and what says so.</param>
    public ReadOnlyMemory<byte>[] Parts(string key, (int Number, string Reason) count)
    {
        var (line, value) = Field(key);
        var actual = value.IsEmpty ? 0 : value.Span.Count((byte)' ') + 1;
        if (actual != count.Number) throw Error(line, key, $"has {actual} entries", $"{count.Number}{count.Reason}");
        var parts = new ReadOnlyMemory<byte>[actual];
        var at = 0;
        foreach (var range in value.Span.Split((byte)' ')) parts[at++] = value[range];
        return parts;
    }

    /// <summary>How many entries a field has.</summary>
    public int Count(string key)
    {
        var value = Field(key).Value.Span;
        var count = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != ' ' && (i == 0 || value[i - 1] == ' ')) count++;
        }

        return count;
    }

    /// <summary>A whole number.</summary>
    public int Integer(string key, int least, int most)
    {
        var (line, value) = Field(key);
        if (!int.TryParse(value.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            throw Error(line, key, $"is '{FileText.Told(value.Span)}'", $"a whole number from {least} to {most}");
        return number;
    }

    /// <summary>A list of numbers with spaces between them.</summary>
    /// <param name="key">The field.</param>
    /// <param name="count">How many there have to be.</param>
    /// <param name="infinity">What <c>inf</c> stands for; null where it is refused.</param>
    public T[] Numbers<T>(string key, int count, T? infinity = null)
        where T : struct, INumberBase<T>
    {
        var (line, value) = Field(key);
        // Not an array of the count that the file claims: it grows with what is there, and what is too many is counted and not kept.
        var numbers = new List<T>();
        var actual = 0;
        foreach (var range in value.Span.Split((byte)' '))
        {
            var entry = value.Span[range];
            if (entry.IsEmpty || ++actual > count) continue;
            if (infinity is { } infinite && entry.SequenceEqual("inf"u8))
            {
                numbers.Add(infinite);
                continue;
            }

            if (!T.TryParse(entry, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !T.IsFinite(number))
                throw Error(line, key, $"has '{FileText.Told(entry)}' as entry {numbers.Count}", T.IsInteger(T.One / (T.One + T.One)) ? "a whole number" : "a finite number");
            numbers.Add(number);
        }

        if (actual != count) throw Error(line, key, $"has {actual} entries", $"{count}");
        return [.. numbers];
    }

    /// <summary>What is wrong with a field.</summary>
    public ModelFormatException Error(string key, string actual, string expected) => Error(_fields[PlaceOf(key)].Line, key, actual, expected);

    private (int Line, ReadOnlyMemory<byte> Value) Field(string key) =>
        _fields[PlaceOf(key)] is { Line: > 0 } field ? field : throw new ModelFormatException($"{name} has no field {key}; expected one.");

    private int PlaceOf(string key) => Array.IndexOf(keys, key);

    private int PlaceOf(ReadOnlySpan<byte> key)
    {
        for (var k = 0; k < keys.Length; k++)
        {
            if (Ascii.Equals(key, keys[k])) return k;
        }

        return -1;
    }

    private ModelFormatException Error(int line, string key, string actual, string expected) => new($"Line {line} ({name}): {key} {actual}; expected {expected}.");
}
