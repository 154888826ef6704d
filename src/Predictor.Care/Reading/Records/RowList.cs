namespace Predictor.Care.Reading.Records;

/// <summary>The rows of one file in their order, each with the episode it belongs to.</summary>
internal sealed class RowList<T>
    where T : class
{
    private readonly List<Row<T>> _rows = [];
    private readonly List<int> _episodes = [];

    public void Add(T record, int position, int episode)
    {
        _rows.Add(new Row<T>(record, position));
        _episodes.Add(episode);
    }

    /// <summary>Sorts the rows by episode (a counting sort, which keeps their order within each).</summary>
    public GroupedRows<T> GroupByEpisode(int episodeCount)
    {
        var ends = new int[episodeCount + 1];
        foreach (var episode in _episodes) ends[episode + 1]++;
        for (var i = 1; i < ends.Length; i++) ends[i] += ends[i - 1];
        var next = ends[..episodeCount];
        var sorted = new Row<T>[_rows.Count];
        for (var i = 0; i < sorted.Length; i++) sorted[next[_episodes[i]]++] = _rows[i];
        return new GroupedRows<T>(sorted, ends);
    }
}
