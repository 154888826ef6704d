using System.Text;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Risk.Training.Tuning;

/// <summary>What the score of a trial depends on besides its settings: only trials of the same study are comparable.</summary>
internal static class TuningStudy
{
    /// <summary>Each dependence by name, as text.</summary>
    public static SortedDictionary<string, string> Of(string dataFingerprint, Cohort cohort, PipelineOptions pipeline, FeatureSet features, int seed) => new(StringComparer.Ordinal)
    {
        ["data"] = dataFingerprint,
        ["data-until"] = UtcInstant.Text(cohort.CutTicks),
        ["inactivity-days"] = FormattableString.Invariant($"{pipeline.Outcome.InactivityDays}"),
        // Weights and label are of the first; the others only ask for enough follow-up.
        ["horizon-days"] = FormattableString.Invariant($"{pipeline.HorizonDays[0]}"),
        ["zone"] = pipeline.Calendar.ZoneId,
        ["late-notice-hours"] = FormattableString.Invariant($"{pipeline.LateNoticeHours}"),
        ["label-window"] = pipeline.LabelWindow.ToString(),
        // Leaving features out and instruments of one's own show in these.
        ["features"] = Manifest.HexHash(Encoding.UTF8.GetBytes(string.Join('\n', features.Columns.Select(Told)))),
        ["instruments"] = Manifest.HexHash(PackageJson.Write(pipeline.Instruments.All)),
        ["folds"] = FormattableString.Invariant($"{SuccessiveHalving.Folds[^1]}"),
        ["seed"] = FormattableString.Invariant($"{seed}"),
    };

    private static string Told(Engines.FeatureColumn column) => FormattableString.Invariant($"{column.Code} {column.Direction} {string.Join(',', column.Categories ?? [])}");
}
