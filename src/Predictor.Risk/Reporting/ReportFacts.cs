using Predictor.Risk.Evaluation.Learned;
using Predictor.Risk.Features;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Predictor.Risk.Training;

namespace Predictor.Risk.Reporting;

/// <summary>What a report says of a model beside its figures.</summary>
public sealed record ReportFacts
{
    public required string ModelName { get; init; }

    public required string ModelVersion { get; init; }

    /// <summary>The model's identity.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How the model learned.</summary>
    public required string Engine { get; init; }

    /// <summary>Days without an attended session after which a client counts as gone.</summary>
    public required int InactivityDays { get; init; }

    /// <summary>How many features of each family the model reads.</summary>
    public required IReadOnlyDictionary<string, int> FeaturesByFamily { get; init; }

    /// <summary>The bands of risk by horizon in days.</summary>
    public required IReadOnlyDictionary<int, RiskBands> Bands { get; init; }

    /// <summary>What the training used.</summary>
    public required IReadOnlyList<TrainingCounts> Training { get; init; }

    /// <summary>What refits of the training showed, by horizon in days; empty where none were made.</summary>
    public required IReadOnlyDictionary<int, Stability> Stability { get; init; }

    /// <summary>What the training says a reader should know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Which rows the figures are of.</summary>
    public required string EvaluatedOn { get; init; }

    /// <summary>The clinic's day up to which the data tell.</summary>
    public required DateOnly DataUntil { get; init; }

    /// <summary>The day the report was made.</summary>
    public required DateOnly MadeOn { get; init; }

    /// <summary>Takes the facts of a package.</summary>
    /// <param name="package">The model.</param>
    /// <param name="evaluatedOn">Which rows the figures are of.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="madeOn">The day the report is made.</param>
    /// <exception cref="ModelPackageException">The package's metrics cannot be read.</exception>
    public static ReportFacts Of(ModelPackage package, string evaluatedOn, long cutTicks, DateOnly madeOn)
    {
        ArgumentNullException.ThrowIfNull(package);
        var metrics = PackageJson.Read<MetricsDocument>(PackageFiles.Metrics, package.Files[PackageFiles.Metrics]);
        return new ReportFacts
        {
            ModelName = package.Name,
            ModelVersion = package.Version,
            Sha256 = package.Sha256,
            Engine = package.Heads[0].Model.Engine,
            InactivityDays = package.Pipeline.Outcome.InactivityDays,
            FeaturesByFamily = package.Features.Slots.CountBy(s => s.Feature.Family).OrderBy(c => c.Key).ToDictionary(c => FamilyNames.Of(c.Key), c => c.Value),
            Bands = package.Heads.ToDictionary(h => h.HorizonDays, h => h.Bands),
            Training = metrics.Training,
            Stability = metrics.ByHorizon.Where(r => r.Value.Stability is not null).ToDictionary(r => r.Key, r => r.Value.Stability!),
            Notes = metrics.Notes,
            EvaluatedOn = evaluatedOn,
            // What becomes known with the end of a day is known at the first tick of the next.
            DataUntil = package.Pipeline.Calendar.DayOf(Care.Time.Moment.At(cutTicks - 1)),
            MadeOn = madeOn,
        };
    }
}
