using Predictor.Care.Episodes;
using Predictor.Care.Time;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training.Designs;

/// <summary>
/// A split by time. The training side is the export as it was known at the end of a day: no later event is in a row, and no label that was not known
/// then, so that no label window crosses the day. The test side are the clients whose first landmark is later; those met before it are on the training
/// side alone, and their later rows are left out.
/// </summary>
internal sealed class TimeSplit
{
    /// <summary>The share of labelled landmarks that the default day leaves after it.</summary>
    public const double LaterShare = 0.25;

    private readonly PipelineOptions _pipeline;
    private readonly string _day;
    private readonly Cohort _past;
    private readonly Cohort _all;
    private readonly HashSet<string> _metBefore;

    /// <param name="episodes">The episodes of the export.</param>
    /// <param name="all">Their landmarks with the labels known at the cut.</param>
    /// <param name="pipeline">How events become rows.</param>
    /// <param name="day">The last day of the training side.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The day is not before the cut.</exception>
    public TimeSplit(IReadOnlyList<Episode> episodes, Cohort all, PipelineOptions pipeline, DateOnly day, CancellationToken cancellation)
    {
        var ticks = pipeline.Calendar.Day(day).Ticks;
        _day = SplitDesign.Told(day);
        if (ticks >= all.CutTicks) throw new ArgumentException($"The split's day is {_day}; expected a day before {SplitDesign.Told(pipeline.Calendar.DayOf(Moment.At(all.CutTicks)))}, when the data end.");
        _pipeline = pipeline;
        _all = all;
        _past = Cohort.Of(episodes, pipeline, ticks, cancellation);
        _metBefore = [.. _past.Rows.Select(r => _past.Episodes[r.Episode].ClientId), .. all.Rows.Where(r => r.Landmark.Ticks <= ticks).Select(r => all.Episodes[r.Episode].ClientId)];
    }

    /// <summary>The day that leaves a quarter of the landmarks whose label for the first horizon is known after it.</summary>
    /// <exception cref="ArgumentException">No label is known.</exception>
    public static DateOnly DefaultDay(Cohort cohort, PipelineOptions pipeline)
    {
        var ticks = Enumerable.Range(0, cohort.Rows.Length).Where(r => cohort.Label(r, 0).KnownTicks <= cohort.CutTicks).Select(r => cohort.Rows[r].Landmark.Ticks).Order().ToArray();
        if (ticks.Length == 0) throw new ArgumentException("No landmark has a label that is known by the end of the data; there is nothing to split by time.");
        return pipeline.Calendar.DayOf(Moment.At(ticks[(int)((1 - LaterShare) * (ticks.Length - 1))]));
    }

    /// <exception cref="FollowUpTooShortException">The day is too early.</exception>
    public SplitSide Training()
    {
        var weights = FollowUp.Weights(_past, _pipeline, _ => true, $"On the training side of the split by time, which ends with {_day}");
        return new SplitSide(_past, new TrainingSide(_past, 0).Clients, _ => true, weights);
    }

    /// <exception cref="FollowUpTooShortException">The day is too late.</exception>
    /// <exception cref="ArgumentException">Nobody is first met after the day.</exception>
    public SplitSide Test()
    {
        var isLater = _all.Episodes.Select(e => !_metBefore.Contains(e.ClientId)).ToArray();
        if (!_all.Rows.Any(r => isLater[r.Episode])) throw new ArgumentException($"The split's day is {_day}, and no client has a first landmark after it; expected an earlier day.");
        var weights = FollowUp.Weights(_all, _pipeline, e => isLater[e], $"On the test side of the split by time, clients first met after {_day}");
        return new SplitSide(_all, new TrainingSide(_all, 0).Clients, e => isLater[e], weights);
    }
}
