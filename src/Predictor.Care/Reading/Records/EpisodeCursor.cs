namespace Predictor.Care.Reading.Records;

/// <summary>Finds the episodes of a file's rows, most of which belong to the same episode as the row before. Not safe for several threads.</summary>
internal sealed class EpisodeCursor(EpisodeIndex index)
{
    private byte[] _lastId = [];
    private int _lastLength;
    private int _lastEpisode = EpisodeIndex.Unknown;

    /// <inheritdoc cref="EpisodeIndex.Find"/>
    public int Find(ReadOnlySpan<byte> episodeId)
    {
        if (episodeId.SequenceEqual(_lastId.AsSpan(0, _lastLength))) return _lastEpisode;
        if (_lastId.Length < episodeId.Length) _lastId = new byte[episodeId.Length];
        episodeId.CopyTo(_lastId);
        _lastLength = episodeId.Length;
        _lastEpisode = index.Find(episodeId);
        return _lastEpisode;
    }
}
