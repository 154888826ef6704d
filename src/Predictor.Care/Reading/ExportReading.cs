using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Instruments;
using Predictor.Care.Time;

namespace Predictor.Care.Reading;

/// <summary>What a folder of an export holds, and all that is wrong with it.</summary>
public sealed class ExportReading
{
    internal ExportReading()
    {
    }

    /// <summary>
    /// The episodes with their events, ordered by id, and within each the events ordered by time and then by their values: the order
    /// of rows and columns in the files makes no difference. Rows in error are not in it. Not to be used unless <see cref="IsUsable"/>.
    /// </summary>
    public required IReadOnlyList<Episode> Episodes { get; init; }

    public required ProblemReport Problems { get; init; }

    /// <summary>The five files of the contract, in its order, present or not.</summary>
    public required IReadOnlyList<FileReading> Files { get; init; }

    /// <summary>The SHA-256, in lower-case hex, over the sorted names of the files that are present and the SHA-256 of each one's bytes.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>
    /// The latest time at which anything in the export became known, the default for where the data end; null where there are no episodes. A start
    /// counts only of a session attended or missed: what lies ahead in the diary has not happened.
    /// </summary>
    public required DateTimeOffset? LatestKnown { get; init; }

    /// <summary>The zone in which bare dates were read.</summary>
    public required ClinicCalendar Calendar { get; init; }

    /// <summary>The instruments against which scores were checked.</summary>
    public required InstrumentCatalogue Instruments { get; init; }

    /// <summary>True where rows in error were to be left out.</summary>
    public required bool SkippedBadRows { get; init; }

    /// <summary>True where anything is in error, left out or not.</summary>
    public bool HasErrors => Problems.ErrorCount > 0;

    /// <summary>True where the episodes may be used: nothing is in error, or all that is was left out as asked.</summary>
    public bool IsUsable => !HasErrors || (SkippedBadRows && !Problems.HasFileErrors);

    /// <summary>One of the five files by its name.</summary>
    /// <exception cref="ArgumentException">The contract has no such file.</exception>
    public FileReading File(string name) =>
        Files.FirstOrDefault(f => f.Name == name) ?? throw new ArgumentException($"An export has no file '{name}'; it has {string.Join(", ", Files.Select(f => f.Name))}.", nameof(name));
}
