namespace Predictor.Risk.Landmarks;

/// <summary>The rows of one side of a split whose label for one horizon is known, with their weights.</summary>
public sealed record LabelledRows
{
    /// <summary>Ascending indices into <see cref="Cohort.Rows"/>.</summary>
    public required int[] Rows { get; init; }

    public required byte[] Labels { get; init; }

    public required double[] Weights { get; init; }

    /// <summary>Landmarks of this side that are left out since their label is not known at the cut.</summary>
    public required int Censored { get; init; }

    /// <summary>Rows whose weight was cut to <see cref="CensoringWeights.Cap"/>.</summary>
    public required int Capped { get; init; }

    /// <summary>Chooses the rows of a side.</summary>
    /// <param name="cohort">All landmarks.</param>
    /// <param name="horizon">Index into the horizons.</param>
    /// <param name="options">The outcome, the horizons and which rows near the cut are kept.</param>
    /// <param name="isIn">Whether an episode (by index) belongs to the side.</param>
    /// <param name="weights">The weights of the training side.</param>
    public static LabelledRows Of(Cohort cohort, int horizon, PipelineOptions options, Func<int, bool> isIn, CensoringWeights weights)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(isIn);
        ArgumentNullException.ThrowIfNull(weights);
        var window = options.HorizonDays[horizon] + options.Outcome.InactivityDays;
        var rows = new List<int>();
        var labels = new List<byte>();
        var rowWeights = new List<double>();
        int censored = 0, capped = 0;
        for (var row = 0; row < cohort.Rows.Length; row++)
        {
            if (!isIn(cohort.Rows[row].Episode)) continue;
            var ticks = cohort.Rows[row].Landmark.Ticks;
            var label = cohort.Label(row, horizon);
            var isKept = options.LabelWindow == LabelWindow.Complete ? options.Calendar.AddDays(ticks, window) <= cohort.CutTicks : label.KnownTicks <= cohort.CutTicks;
            if (!isKept)
            {
                censored++;
                continue;
            }

            var isCapped = false;
            rows.Add(row);
            labels.Add(label.Value);
            rowWeights.Add(options.LabelWindow == LabelWindow.Complete ? 1 : weights.Weight(label.KnownTicks - ticks, out isCapped));
            if (isCapped) capped++;
        }

        return new LabelledRows { Rows = [.. rows], Labels = [.. labels], Weights = [.. rowWeights], Censored = censored, Capped = capped };
    }
}
