using System.Globalization;
using System.Text;

namespace Predictor.Training.Output;

/// <summary>
/// CSV text (RFC 4180) in UTF-8, field by field. Written for tables of a hundred million numbers, where a general library takes
/// several times as long; reading is left to one.
/// </summary>
internal sealed class CsvBuffer(int capacity)
{
    private const int LongestNumber = 32;

    private byte[] _bytes = new byte[Math.Max(256, capacity)];
    private int _length;
    private bool _isFirst = true;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Text as a field, in quotes where it has to be.</summary>
    public static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public void Text(string text)
    {
        var field = Quoted(text);
        Separate(Encoding.UTF8.GetMaxByteCount(field.Length));
        _length += Encoding.UTF8.GetBytes(field, _bytes.AsSpan(_length));
    }

    /// <summary>A number in its shortest form that reads back to the same bits; NaN is an empty field.</summary>
    public void Number(double value)
    {
        Separate(LongestNumber);
        if (double.IsNaN(value)) return;
        // Most features are small whole numbers, for which this is much faster. Minus zero must not lose its sign.
        var whole = (long)value;
        var isWhole = whole == value && Math.Abs(value) < 1e15 && (value != 0 || !double.IsNegative(value));
        int written;
        _ = isWhole
            ? whole.TryFormat(_bytes.AsSpan(_length), out written, default, CultureInfo.InvariantCulture)
            : value.TryFormat(_bytes.AsSpan(_length), out written, "R", CultureInfo.InvariantCulture);
        _length += written;
    }

    public void EndRow()
    {
        Reserve(1);
        _bytes[_length++] = (byte)'\n';
        _isFirst = true;
    }

    private void Separate(int bytes)
    {
        Reserve(bytes + 1);
        if (!_isFirst) _bytes[_length++] = (byte)',';
        _isFirst = false;
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
    }
}
