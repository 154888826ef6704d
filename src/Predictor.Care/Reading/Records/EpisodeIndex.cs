using System.Runtime.InteropServices;
using System.Text;

namespace Predictor.Care.Reading.Records;

/// <summary>Finds episodes by id. Filled from <c>episodes.csv</c>, then read by the threads of the other files.</summary>
internal sealed class EpisodeIndex
{
    /// <summary>The index of an episode whose row is in error.</summary>
    public const int LeftOut = -1;

    /// <summary>The index of an id that no row has.</summary>
    public const int Unknown = -2;

    /// <summary>The line of an id that only a row of broken form has, which may have been misread.</summary>
    private const int BrokenLine = -1;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public EpisodeIndex() => _lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Notes an id with the line of its row; the row is left out until it has a place.</summary>
    /// <returns>False where another row has the id; <paramref name="firstLine"/> is its line.</returns>
    public bool TryAdd(string episodeId, int line, out int firstLine)
    {
        firstLine = line;
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, episodeId, out var exists);
        if (exists && entry.Line != BrokenLine)
        {
            firstLine = entry.Line;
            return false;
        }

        entry = new Entry(LeftOut, line);
        return true;
    }

    /// <summary>Notes the id of a row of broken form: known and left out, but no hindrance to a sound row with the same id.</summary>
    public void AddBroken(string episodeId) => _entries.TryAdd(episodeId, new Entry(LeftOut, BrokenLine));

    /// <summary>Gives an episode its place.</summary>
    public void Place(string episodeId, int index) => _entries[episodeId] = _entries[episodeId] with { Index = index };

    /// <summary>The place of an episode, <see cref="LeftOut"/> or <see cref="Unknown"/>.</summary>
    /// <param name="episodeId">The id in UTF-8, already checked for length.</param>
    public int Find(ReadOnlySpan<byte> episodeId)
    {
        Span<char> buffer = stackalloc char[episodeId.Length];
        var length = Encoding.UTF8.GetChars(episodeId, buffer);
        return _lookup.TryGetValue(buffer[..length], out var entry) ? entry.Index : Unknown;
    }

    private readonly record struct Entry(int Index, int Line);
}
