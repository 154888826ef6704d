namespace Predictor.Trees.Formats.LightGBM;

/// <summary>Goes through the lines of a model text; a carriage return before the line feed is no part of a line.</summary>
internal sealed class LightGBMLines(ReadOnlyMemory<byte> bytes)
{
    private ReadOnlyMemory<byte> _rest = bytes;

    /// <summary>The number of the current line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The current line.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Goes on to the next line; false where there is none.</summary>
    public bool TryNext()
    {
        if (_rest.IsEmpty) return false;
        var end = _rest.Span.IndexOf((byte)'\n');
        Line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        if (Line.Span.EndsWith("\r"u8)) Line = Line[..^1];
        Number++;
        return true;
    }
}
