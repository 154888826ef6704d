using System.Globalization;
using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Instruments;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Records;

/// <summary>Reads a measure, and holds its score against the range of its instrument where that is known.</summary>
internal sealed class MeasureReader(InstrumentCatalogue catalogue)
{
    // Looked up once for each name and scale: the catalogue folds case at every look-up.
    private readonly Dictionary<(string Name, string? Scale), Instrument?> _instruments = [];
    private readonly Dictionary<string, string?> _similar = [];

    /// <returns>Null where the record has errors, all of which have been reported.</returns>
    public Measure? Read(FieldReader fields)
    {
        var takenAt = fields.Moment(MeasureColumns.TakenAt);
        var instrument = fields.Text(MeasureColumns.Instrument);
        var rater = fields.Text(MeasureColumns.Rater);
        var scale = fields.Text(MeasureColumns.Scale);
        var score = fields.Number(MeasureColumns.Score);
        if (instrument is not null) CheckInstrument(fields, instrument, scale, score);
        if (fields.HasErrors || takenAt is null || instrument is null || score is null) return null;
        return new Measure { TakenAt = takenAt.Value, Instrument = instrument, Rater = rater, Scale = scale, Score = score.Value };
    }

    private void CheckInstrument(FieldReader fields, string name, string? scale, double? score)
    {
        if (Find(name, scale) is not { } known)
        {
            if (SimilarTo(name) is { } similar)
            {
                fields.Report(ProblemKind.SimilarInstrument, MeasureColumns.Instrument, name, "the name of a known instrument, or any other", $"'{name}' is not a known instrument and is kept as a generic measure. Did you mean '{similar}'?");
            }

            return;
        }

        if (score is not { } value || (value >= known.Minimum && value <= known.Maximum)) return;
        fields.ReportOutOfRange(
            MeasureColumns.Score,
            value.ToString("R", CultureInfo.InvariantCulture),
            FormattableString.Invariant($"a score of {known.Name} ({known.Scale}) from {known.Minimum} to {known.Maximum}"));
    }

    private Instrument? Find(string name, string? scale)
    {
        if (_instruments.TryGetValue((name, scale), out var found)) return found;
        _ = catalogue.TryFind(name, scale, out found);
        _instruments.Add((name, scale), found);
        return found;
    }

    /// <summary>A known instrument whose name differs from the given one in case and punctuation only.</summary>
    private string? SimilarTo(string name)
    {
        if (_similar.TryGetValue(name, out var similar)) return similar;
        var letters = Suggestion.LettersAndDigits(name);
        similar = catalogue.All.FirstOrDefault(i => Suggestion.LettersAndDigits(i.Name) == letters && !i.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name;
        _similar.Add(name, similar);
        return similar;
    }
}
