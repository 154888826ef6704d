using Predictor.Care.Checking;
using Predictor.Care.Instruments;
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
    public static IReadOnlyList<MissingColumn> Cost(ExportReading reading, DataQuality quality, PipelineOptions pipeline)
    {
        var present = Present(reading, quality);
        return
        [
            .. FeatureCatalogue.All.Where(f => !FeatureExclusion.IsExcluded(f, pipeline.Exclude))
                .SelectMany(f => f.Needs.Where(n => !present.Contains(n)).Select(n => (Column: n, f.Code)))
                .GroupBy(n => n.Column, StringComparer.Ordinal)
                .Select(g => new MissingColumn(g.Key, [.. g.Select(n => n.Code)]))
                .OrderByDescending(m => m.Features.Count).ThenBy(m => m.Column, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// As <see cref="ColumnPresence"/> has it, from what the reader counted anyway: a look at every record of a million would take as long as
    /// checking them.
    /// </summary>
    private static HashSet<string> Present(ExportReading reading, DataQuality quality)
    {
        var present = reading.Files.SelectMany(f => f.Columns.Where(c => c.Filled > 0).Select(c => $"{Path.GetFileNameWithoutExtension(f.Name)}.{c.Name}")).ToHashSet(StringComparer.Ordinal);
        foreach (var instrument in quality.Instruments)
        {
            if (reading.Instruments.TryFind(instrument.Name, instrument.Scale, out var known)) present.Add(known.Kind == InstrumentKind.Alliance ? ColumnPresence.AllianceScores : ColumnPresence.OutcomeScores);
        }

        return present;
    }
}
