using System.Runtime.CompilerServices;
using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>Rows in the order of the nodes of a tree: those of each side by side, ascending.</summary>
internal sealed class RowList
{
    private const int Piece = 8192;

    private readonly Team _team;
    private readonly Action<int, int> _part;
    private readonly Action<int, int> _bring;
    private int[] _rows = [];
    private int[] _lefts = [];
    private int[] _rights = [];
    private int[] _leftCounts = [];
    private int[] _leftBefore = [];
    private byte[] _bins = [];
    private bool[] _goesLeft = [];
    private int _first;
    private int _count;
    private int _leftCount;

    public RowList(Team team)
    {
        _team = team;
        (_part, _bring) = (Part, Bring);
    }

    public int Count { get; private set; }

    /// <summary>Starts a tree on some rows.</summary>
    public void Start(ReadOnlySpan<int> rows, ReadOnlySpan<int> more)
    {
        Count = rows.Length + more.Length;
        if (_rows.Length < Count)
        {
            (_rows, _lefts, _rights) = (new int[Count], new int[Count], new int[Count]);
            (_leftCounts, _leftBefore) = (new int[(Count / Piece) + 1], new int[(Count / Piece) + 1]);
        }

        rows.CopyTo(_rows);
        more.CopyTo(_rows.AsSpan(rows.Length));
    }

    public ReadOnlySpan<int> Of(int first, int count) => _rows.AsSpan(first, count);

    /// <summary>Puts the rows that go left before those that go right, both in the order in which they were, and returns how many go left.</summary>
    /// <param name="first">The first of the node's rows.</param>
    /// <param name="count">How many it has.</param>
    /// <param name="bins">The bin of each row of the table.</param>
    /// <param name="goesLeft">For each bin whether it goes left.</param>
    public int Split(int first, int count, byte[] bins, bool[] goesLeft)
    {
        (_first, _count, _bins, _goesLeft) = (first, count, bins, goesLeft);
        var pieces = (count + Piece - 1) / Piece;
        _team.ForEach(pieces, _part);
        _leftCount = 0;
        for (var piece = 0; piece < pieces; piece++)
        {
            _leftBefore[piece] = _leftCount;
            _leftCount += _leftCounts[piece];
        }

        _team.ForEach(pieces, _bring);
        return _leftCount;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Part(int piece, int thread)
    {
        var from = piece * Piece;
        var rows = _rows.AsSpan(_first + from, Math.Min(Piece, _count - from));
        var lefts = _lefts.AsSpan(from, rows.Length);
        var rights = _rights.AsSpan(from, rows.Length);
        int left = 0, right = 0;
        foreach (var row in rows)
        {
            // Both are written and one is kept: which way a row goes is no guess for the processor.
            var isLeft = _goesLeft[_bins[row]];
            lefts[left] = row;
            rights[right] = row;
            left += isLeft ? 1 : 0;
            right += isLeft ? 0 : 1;
        }

        _leftCounts[piece] = left;
    }

    private void Bring(int piece, int thread)
    {
        var from = piece * Piece;
        var left = _leftCounts[piece];
        var right = Math.Min(Piece, _count - from) - left;
        _lefts.AsSpan(from, left).CopyTo(_rows.AsSpan(_first + _leftBefore[piece]));
        _rights.AsSpan(from, right).CopyTo(_rows.AsSpan(_first + _leftCount + from - _leftBefore[piece]));
    }
}
