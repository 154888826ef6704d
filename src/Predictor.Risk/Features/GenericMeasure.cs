using System.Diagnostics.CodeAnalysis;
using Predictor.Care.Episodes;
using Predictor.Care.Instruments;

namespace Predictor.Risk.Features;

/// <summary>A kind of score that is not understood by name and is taken as it is. Compared without regard to case.</summary>
/// <param name="Instrument">The instrument in lower case.</param>
/// <param name="Scale">The scale in lower case; empty where none is given.</param>
/// <param name="Rater">The rater in lower case; empty where none is given.</param>
public sealed record GenericMeasure(string Instrument, string Scale, string Rater)
{
    // Looked up for every feature of every row: hashed once.
    private readonly int _hash = HashCode.Combine(Instrument, Scale, Rater);

    /// <summary>The kind of a score.</summary>
    public static GenericMeasure Of(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return new(Lower(measure.Instrument), Lower(measure.Scale), Lower(measure.Rater));
    }

    /// <summary>
    /// True for a score of an unknown instrument, and for a part of a known one (such as the task scale of the WAI-SR), which the families of
    /// known instruments do not read.
    /// </summary>
    public static bool IsGeneric(Measure measure, InstrumentCatalogue instruments, [NotNullWhen(false)] out Instrument? instrument)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(instruments);
        if (!instruments.TryFind(measure.Instrument, measure.Scale, out instrument)) return true;
        return instrument.Kind == InstrumentKind.Alliance && !IsWhole(instrument.Scale);
    }

    /// <summary>The stem of the feature codes: <c>measure.instrument.scale.rater</c> with anything unusual as a dash.</summary>
    public string Stem
    {
        get
        {
            var parts = new[] { Instrument, Scale, Rater }.Where(p => p.Length > 0).Select(Slug);
            return "measure." + string.Join('.', parts);
        }
    }

    public bool Equals(GenericMeasure? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Instrument == other.Instrument && Scale == other.Scale && Rater == other.Rater);

    public override int GetHashCode() => _hash;

    private static bool IsWhole(string scale) =>
        scale.Equals("total", StringComparison.OrdinalIgnoreCase) || scale.Equals("mean", StringComparison.OrdinalIgnoreCase);

    [SuppressMessage("Globalization", "CA1308", Justification = "Codes are written in lower case.")]
    private static string Lower(string? text) => text?.ToLowerInvariant() ?? "";

    private static string Slug(string text)
    {
        var slug = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return slug.Length > 0 ? slug : "other";
    }
}
