using Predictor.Care.Reading;
using Predictor.Risk;
using Predictor.Risk.Features;
using Predictor.Risk.Features.Catalogue;

namespace Predictor.Training.Data;

/// <summary>A column without any value and the features that are missing for want of it.</summary>
internal sealed record MissingColumn(string Column, IReadOnlyList<string> Features);

/// <summary>What the missing columns of an export cost in features.</summary>
internal static class MissingColumns
{
    /// <summary>The columns that hold no value and that some feature needs, those that cost most first.</summary>
    public static IReadOnlyList<MissingColumn> Cost(ExportReading reading, PipelineOptions pipeline)
    {
        var present = ColumnPresence.Of(reading.Episodes, pipeline.Instruments);
        return
        [
            .. FeatureCatalogue.All.Where(f => !FeatureExclusion.IsExcluded(f, pipeline.Exclude))
                .SelectMany(f => f.Needs.Where(n => !present.Contains(n)).Select(n => (Column: n, f.Code)))
                .GroupBy(n => n.Column, StringComparer.Ordinal)
                .Select(g => new MissingColumn(g.Key, [.. g.Select(n => n.Code)]))
                .OrderByDescending(m => m.Features.Count).ThenBy(m => m.Column, StringComparer.Ordinal),
        ];
    }
}
