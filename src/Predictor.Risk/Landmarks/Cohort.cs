using Predictor.Care.Episodes;
using Predictor.Care.Outcome;
using Predictor.Care.Timelines;
using Predictor.Risk.Features;

namespace Predictor.Risk.Landmarks;

/// <summary>
/// The episodes of an export as known at the cut, with every landmark and its labels. Rows are ordered by episode and then by time.
/// </summary>
public sealed class Cohort
{
    private readonly PipelineOptions _options;
    private readonly Timeline[] _timelines;
    private readonly EpisodeLandmarks[] _landmarks;
    private readonly int[] _firstRow;

    private Cohort(PipelineOptions options, long cutTicks, int episodesRead, Timeline[] timelines, EpisodeLandmarks[] landmarks)
    {
        EpisodesRead = episodesRead;
        _options = options;
        CutTicks = cutTicks;
        _timelines = timelines;
        _landmarks = landmarks;
        Episodes = [.. timelines.Select(t => t.Episode)];
        _firstRow = new int[timelines.Length + 1];
        for (var e = 0; e < landmarks.Length; e++) _firstRow[e + 1] = _firstRow[e] + landmarks[e].Landmarks.Count;

        Rows = new CohortRow[_firstRow[^1]];
        for (var e = 0; e < landmarks.Length; e++)
        {
            for (var i = 0; i < landmarks[e].Landmarks.Count; i++) Rows[_firstRow[e] + i] = new CohortRow(e, landmarks[e].Landmarks[i], landmarks[e].NotYetGone[i]);
        }
    }

    /// <summary>UTC ticks up to which the data tell (inclusive).</summary>
    public long CutTicks { get; }

    /// <summary>All episodes given, also those that start after the cut.</summary>
    public int EpisodesRead { get; }

    /// <summary>The episodes that had started by the cut, as known then.</summary>
    public IReadOnlyList<Episode> Episodes { get; }

    /// <summary>One entry a landmark.</summary>
    public CohortRow[] Rows { get; }

    /// <summary>Episodes with no appointment that the clinic did not cancel: they have no outcome and no rows.</summary>
    public int EpisodesWithoutAnchor => _landmarks.Count(l => !l.HasAnchor);

    /// <summary>Whether an episode has an appointment that the clinic did not cancel.</summary>
    internal bool HasAnchor(int episode) => _landmarks[episode].HasAnchor;

    /// <summary>Gone spells that a later attended session ended.</summary>
    public int Returns => _landmarks.Sum(l => l.Returns);

    /// <summary>Builds the cohort of an export.</summary>
    /// <param name="episodes">All episodes; each client's earlier ones are counted among them.</param>
    /// <param name="options">The outcome and the horizons.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Cohort Of(IReadOnlyList<Episode> episodes, PipelineOptions options, long cutTicks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        ArgumentNullException.ThrowIfNull(options);
        var known = PriorEpisodes.Count(episodes, options.Outcome, options.Calendar).Where(e => e.StartedOn.EarliestTicks <= cutTicks).ToArray();
        var timelines = new Timeline[known.Length];
        var landmarks = new EpisodeLandmarks[known.Length];
        Parallel.For(0, known.Length, new ParallelOptions { CancellationToken = cancellation }, e =>
        {
            timelines[e] = Timeline.Of(AsOf.Known(known[e], cutTicks));
            landmarks[e] = EpisodeLandmarks.Of(timelines[e].Episode, options, cutTicks);
        });
        return new Cohort(options, cutTicks, episodes.Count, timelines, landmarks);
    }

    /// <summary>The label of a row for a horizon.</summary>
    /// <param name="row">Index into <see cref="Rows"/>.</param>
    /// <param name="horizon">Index into <see cref="PipelineOptions.HorizonDays"/>.</param>
    public LandmarkLabel Label(int row, int horizon)
    {
        var episode = Rows[row].Episode;
        return _landmarks[episode].Labels[horizon][row - _firstRow[episode]];
    }

    /// <summary>The gone spells of an episode, by anchor; those that are not known at the cut may yet be disproved.</summary>
    internal IReadOnlyList<GoneSpell> Spells(int episode) => _landmarks[episode].Spells;

    /// <summary>Folds the features of some rows into a row-major table of rows x features; each episode is folded once.</summary>
    /// <param name="features">The columns.</param>
    /// <param name="rows">Ascending indices into <see cref="Rows"/>.</param>
    /// <param name="cancellation">Stops the work.</param>
    public double[] Fold(FeatureSet features, IReadOnlyList<int> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(rows);
        var table = new double[(long)rows.Count * features.Count];
        var starts = EpisodeStarts(rows);
        Parallel.For(0, starts.Count - 1, new ParallelOptions { CancellationToken = cancellation }, s =>
        {
            var fold = new FeatureFold(_timelines[Rows[rows[starts[s]]].Episode], features, _options);
            for (var i = starts[s]; i < starts[s + 1]; i++) fold.RowAt(Rows[rows[i]].Landmark.Ticks, table.AsSpan(i * features.Count, features.Count));
        });
        return table;
    }

    /// <summary>Where some rows have a category that training never saw, in the order of the rows.</summary>
    /// <inheritdoc cref="Fold"/>
    public IReadOnlyList<UnseenValue> Unseen(FeatureSet features, IReadOnlyList<int> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(rows);
        var named = new FeatureSet([.. features.Slots.Where(s => s.Categories is not null)]);
        var starts = EpisodeStarts(rows);
        var found = new List<UnseenValue>[starts.Count - 1];
        Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancellation }, s =>
        {
            found[s] = [];
            var fold = new FeatureFold(_timelines[Rows[rows[starts[s]]].Episode], named, _options);
            for (var i = starts[s]; i < starts[s + 1]; i++) found[s].AddRange(fold.UnseenAt(Rows[rows[i]].Landmark.Ticks).Select(u => new UnseenValue(i, u.Code, u.Category)));
        });
        return [.. found.SelectMany(f => f)];
    }

    /// <summary>Where in a list of rows each episode begins, and the end of the list.</summary>
    private List<int> EpisodeStarts(IReadOnlyList<int> rows)
    {
        var starts = new List<int>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (i == 0 || Rows[rows[i]].Episode != Rows[rows[i - 1]].Episode) starts.Add(i);
        }

        starts.Add(rows.Count);
        return starts;
    }
}
