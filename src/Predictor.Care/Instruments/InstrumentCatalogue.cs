using System.Diagnostics.CodeAnalysis;

namespace Predictor.Care.Instruments;

/// <summary>The instruments whose scores are understood. Anything else is kept as a generic measure.</summary>
public sealed class InstrumentCatalogue
{
    private readonly Dictionary<(string Name, string Scale), Instrument> _byKey = new(KeyComparer.Instance);

    /// <param name="instruments">Each name and scale once; a later entry replaces an earlier one, so that a configuration can override.</param>
    public InstrumentCatalogue(IEnumerable<Instrument> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        foreach (var instrument in instruments) _byKey[(instrument.Name, instrument.Scale)] = instrument;
    }

    /// <summary>
    /// The instruments that are known without configuration. Ranges are those of the published forms. Reliable change and cut-offs: ORS 5 and 25
    /// (Miller and Duncan 2004); OQ-45 14 and 63 (Lambert 2004); CORE-10 6 and 11 (Barkham 2013); PHQ-9 6 and 10, GAD-7 4 and 8 (NHS Talking
    /// Therapies manual). Severe from: PHQ-9 20 (Kroenke 2001), GAD-7 15 (Spitzer 2006), CORE-10 25 (Barkham 2013). SRS alarms: 36 of 40 or below, or down by 1 since the last (PCOMS; sources differ, so they can be configured).
    /// </summary>
    public static InstrumentCatalogue Default { get; } = new(
    [
        Alliance("WAI-SR", "total", 12, 60),
        Alliance("WAI-SR", "mean", 1, 5),
        Alliance("WAI-SR", "goal", 4, 20),
        Alliance("WAI-SR", "task", 4, 20),
        Alliance("WAI-SR", "bond", 4, 20),
        Alliance("SRS", "total", 0, 40) with { AlarmAtOrBelow = 36, AlarmOnDrop = 1 },
        Outcome("ORS", 0, 40, higherIsBetter: true, reliableChange: 5, cutoff: 25),
        Outcome("OQ-45", 0, 180, higherIsBetter: false, reliableChange: 14, cutoff: 63),
        Outcome("CORE-10", 0, 40, higherIsBetter: false, reliableChange: 6, cutoff: 11, severe: 25),
        Outcome("PHQ-9", 0, 27, higherIsBetter: false, reliableChange: 6, cutoff: 10, severe: 20),
        Outcome("GAD-7", 0, 21, higherIsBetter: false, reliableChange: 4, cutoff: 8, severe: 15),
    ]);

    /// <summary>All instruments, ordered by name and scale.</summary>
    public IEnumerable<Instrument> All => _byKey.Values.OrderBy(i => i.Name, StringComparer.Ordinal).ThenBy(i => i.Scale, StringComparer.Ordinal);

    /// <summary>The instrument of a score, by name and scale; no scale means <c>total</c>.</summary>
    public bool TryFind(string name, string? scale, [NotNullWhen(true)] out Instrument? instrument) =>
        _byKey.TryGetValue((name, scale ?? "total"), out instrument);

    private static Instrument Alliance(string name, string scale, double minimum, double maximum) =>
        new() { Name = name, Scale = scale, Kind = InstrumentKind.Alliance, Minimum = minimum, Maximum = maximum, HigherIsBetter = true };

    private static Instrument Outcome(string name, double minimum, double maximum, bool higherIsBetter, double reliableChange, double cutoff, double? severe = null) =>
        new()
        {
            Name = name,
            Kind = InstrumentKind.Outcome,
            Minimum = minimum,
            Maximum = maximum,
            HigherIsBetter = higherIsBetter,
            ReliableChange = reliableChange,
            ClinicalCutoff = cutoff,
            SevereFrom = severe,
        };

    /// <summary>Compares without regard to case and without copies in upper case: every score is looked up.</summary>
    private sealed class KeyComparer : IEqualityComparer<(string Name, string Scale)>
    {
        public static KeyComparer Instance { get; } = new();

        public bool Equals((string Name, string Scale) x, (string Name, string Scale) y) =>
            x.Name.Equals(y.Name, StringComparison.OrdinalIgnoreCase) && x.Scale.Equals(y.Scale, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Name, string Scale) key) =>
            HashCode.Combine(key.Name.GetHashCode(StringComparison.OrdinalIgnoreCase), key.Scale.GetHashCode(StringComparison.OrdinalIgnoreCase));
    }
}
