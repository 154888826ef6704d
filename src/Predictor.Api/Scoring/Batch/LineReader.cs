using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Predictor.Api.Scoring.Batch;

/// <summary>Cuts a body into lines as it comes in. Holds a piece and one line at most, whatever the length of the body.</summary>
/// <param name="body">The body.</param>
/// <param name="maximumLineBytes">A longer line is dropped up to its end, and stands in its piece as too long.</param>
internal sealed class LineReader(PipeReader body, int maximumLineBytes)
{
    // Small enough that both cores have something to do, large enough that handing over costs nothing.
    private const int PieceBytes = 32 * 1024;
    private const int PieceLines = 64;
    private const byte LineFeed = (byte)'\n';

    private long _lines;
    private long _examined;
    private bool _isDropping;
    private LinePiece? _piece;

    /// <summary>The pieces in the order of the body. What has come in is handed on at once: a caller that sends line by line is answered line by line.</summary>
    public async IAsyncEnumerable<LinePiece> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellation);
            var rest = read.Buffer;
            try
            {
                while (TryTakeLine(ref rest, read.IsCompleted))
                {
                    if (_piece is { } full && (full.ByteCount >= PieceBytes || full.Count >= PieceLines)) yield return Hand(full);
                }

                if (_piece is { } begun) yield return Hand(begun);
            }
            finally
            {
                // What is left has no line feed: it is not looked through again. Where nobody reads on, the server has to be able to pass over it.
                _examined = rest.Length;
                body.AdvanceTo(rest.Start, rest.End);
            }

            if (read.IsCompleted) yield break;
        }
    }

    private LinePiece Hand(LinePiece piece)
    {
        _piece = null;
        return piece;
    }

    /// <summary>Takes the next line out of what has come in, if there is a whole one. The last line may end without a line feed.</summary>
    private bool TryTakeLine(ref ReadOnlySequence<byte> rest, bool isLast)
    {
        var found = rest.Slice(_examined).PositionOf(LineFeed);
        _examined = 0;
        if (found is { } end)
        {
            Take(rest.Slice(0, end));
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }

        if (isLast)
        {
            if (rest.IsEmpty && !_isDropping) return false;
            Take(rest);
            rest = rest.Slice(rest.End);
            return true;
        }

        if (rest.Length <= maximumLineBytes) return false;
        // The line is too long already: nothing of it has to be kept until its end comes.
        _isDropping = true;
        rest = rest.Slice(rest.End);
        return false;
    }

    private void Take(in ReadOnlySequence<byte> line)
    {
        _piece ??= new LinePiece(_lines + 1);
        _lines++;
        if (_isDropping || line.Length > maximumLineBytes) _piece.AddTooLong();
        else _piece.Add(line);
        _isDropping = false;
    }
}
