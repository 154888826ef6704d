using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Predictor.Trees.Binning;

/// <summary>
/// Bins the columns of a table whose values stand row after row. They are read twice, once to find the bins and once to fill them, a stretch of rows and a few
/// columns at a time, so that no column is ever copied whole.
/// </summary>
internal sealed class TableBinning(IReadOnlyList<TreeColumn> columns, double[] values, int rows, int bins, CancellationToken cancellation)
{
    // Half a cache line of values.
    private const int ColumnsInBlock = 4;
    private const int RowsInStretch = 4096;

    private readonly int[]? _sample = RowSample.Of(rows);
    private readonly ConcurrentBag<Room> _rooms = [];

    /// <summary>How many blocks there are; each can be binned by another thread.</summary>
    public int Blocks => (columns.Count + ColumnsInBlock - 1) / ColumnsInBlock;

    /// <summary>The columns as binned.</summary>
    public BinnedColumn[] Columns { get; } = new BinnedColumn[columns.Count];

    /// <summary>For each column the bin of each row.</summary>
    public byte[][] Bins { get; } = new byte[columns.Count][];

    /// <summary>What is wrong with a column; null where nothing is.</summary>
    public string?[] Faults { get; } = new string?[columns.Count];

    public void Bin(int block)
    {
        if (!_rooms.TryTake(out var room)) room = new Room(rows);
        var first = block * ColumnsInBlock;
        var surveys = new ColumnSurvey[Math.Min(ColumnsInBlock, columns.Count - first)];
        for (var c = 0; c < surveys.Length; c++) surveys[c] = new ColumnSurvey(columns[first + c], _sample, room.Sorted[c]);
        for (var from = 0; from < rows; from += RowsInStretch)
        {
            var count = Read(from, first, surveys.Length, room);
            for (var c = 0; c < surveys.Length; c++) surveys[c].Add(room.Stretch[c].AsSpan(0, count));
        }

        for (var c = 0; c < surveys.Length; c++)
        {
            Faults[first + c] = surveys[c].Fault;
            if (surveys[c].Fault is not null) return;
            Columns[first + c] = surveys[c].Bins(bins, room.Spare);
            Bins[first + c] = new byte[rows];
        }

        for (var from = 0; from < rows; from += RowsInStretch)
        {
            var count = Read(from, first, surveys.Length, room);
            for (var c = 0; c < surveys.Length; c++) Columns[first + c].BinsOf(room.Stretch[c].AsSpan(0, count), Bins[first + c].AsSpan(from, count));
        }

        _rooms.Add(room);
    }

    /// <summary>Copies some columns of a stretch of rows; returns how many rows it has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Read(int from, int first, int count, Room room)
    {
        cancellation.ThrowIfCancellationRequested();
        var rowsHere = Math.Min(RowsInStretch, rows - from);
        var stride = columns.Count;
        for (var c = 0; c < count; c++)
        {
            var column = room.Stretch[c];
            // A table with more than 2^31 values is more than an array holds.
            for (var (r, at) = (0, (from * stride) + first + c); r < rowsHere; r++, at += stride) column[r] = values[at];
        }

        return rowsHere;
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Room
    {
        public Room(int rows)
        {
            var kept = Math.Min(rows, RowSample.Most) + 1;
            for (var c = 0; c < ColumnsInBlock; c++) (Stretch[c], Sorted[c]) = (new double[RowsInStretch], new double[kept]);
            Spare = new ulong[kept];
        }

        public double[][] Stretch { get; } = new double[ColumnsInBlock][];

        public double[][] Sorted { get; } = new double[ColumnsInBlock][];

        public ulong[] Spare { get; }
    }
}
