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
    private readonly Dictionary<(string Name, string? Scale), Match> _matches = [];

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
        var match = MatchOf(name, scale);
        if (match.Similar is { } similar)
        {
            fields.Report(ProblemKind.SimilarInstrument, MeasureColumns.Instrument, name, "the name of a known instrument, or any other", $"'{name}' is not a known instrument and is kept as a generic measure. Did you mean '{similar}'?");
        }

        if (match.Known is not { } known || score is not { } value || (value >= known.Minimum && value <= known.Maximum)) return;
        fields.ReportOutOfRange(
            MeasureColumns.Score,
            value.ToString("R", CultureInfo.InvariantCulture),
            FormattableString.Invariant($"a score of {known.Name} ({known.Scale}) from {known.Minimum} to {known.Maximum}"));
    }

    private Match MatchOf(string name, string? scale)
    {
        if (_matches.TryGetValue((name, scale), out var match)) return match;
        match = catalogue.TryFind(name, scale, out var known) ? new Match(known, null) : new Match(null, SimilarTo(name));
        _matches.Add((name, scale), match);
        return match;
    }

    /// <summary>A known instrument whose name differs from the given one in punctuation only.</summary>
    private string? SimilarTo(string name)
    {
        var letters = Suggestion.LettersAndDigits(name);
        return catalogue.All.FirstOrDefault(i => Suggestion.LettersAndDigits(i.Name) == letters && !i.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name;
    }

    /// <param name="Known">The instrument; null where it is unknown.</param>
    /// <param name="Similar">The name of the known instrument that an unknown one may have been meant for.</param>
    private readonly record struct Match(Instrument? Known, string? Similar);
}
