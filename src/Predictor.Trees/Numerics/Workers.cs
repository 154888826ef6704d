namespace Predictor.Trees.Numerics;

/// <summary>Shares work among threads in pieces whose bounds do not depend on how many threads there are.</summary>
internal sealed class Workers(int threads, CancellationToken cancellation)
{
    /// <summary>Items in a piece: enough to outweigh the start of a task, few enough to keep every processor busy.</summary>
    public const int Size = 4096;

    private readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = threads == 0 ? -1 : threads, CancellationToken = cancellation };

    /// <summary>Runs an action for 0 to <paramref name="count"/> - 1, in any order and side by side.</summary>
    public void ForEach(int count, Action<int> action)
    {
        if (threads == 1 || count <= 1)
        {
            for (var i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                action(i);
            }
        }
        else
        {
            Parallel.For(0, count, _options, action);
        }
    }

    /// <summary>How many pieces some items make.</summary>
    public static int Pieces(int items) => (items + Size - 1) / Size;

    /// <summary>Runs an action for each piece of some items, given its number and its bounds, the second exclusive.</summary>
    public void ForPieces(int items, Action<int, int, int> action) => ForEach(Pieces(items), piece => action(piece, piece * Size, Math.Min(items, (piece + 1) * Size)));
}
