using Predictor.Care.Episodes;
using Predictor.Risk.Features;

namespace Predictor.Risk.Scoring;

/// <summary>What a reader should know about a score: what was left out, what is missing, what was never seen in training.</summary>
internal static class ScoreNotes
{
    /// <summary>A note where records lie after the instant that the score is for.</summary>
    public static IEnumerable<string> LaterRecords(Episode given, Episode known)
    {
        var later = Records(given) - Records(known);
        if (later > 0) yield return later == 1 ? "1 record later than the time of the score was left out." : $"{later} records later than the time of the score were left out.";
    }

    /// <summary>Notes on the row that was scored.</summary>
    public static IEnumerable<string> OfRow(Episode known, FeatureSet features, ReadOnlySpan<double> row, IReadOnlyList<(string Code, string Category)> unseen)
    {
        var notes = new List<string>();
        AddMissing(features, row, "alliance.level", "No alliance score yet.", notes);
        AddMissing(features, row, "outcome.severity", "No outcome score yet.", notes);
        if (known.Payments is null && Reads(features, "payments.")) notes.Add("No payments are recorded.");
        if (known.Contacts is null && Reads(features, "contacts.")) notes.Add("No contacts are recorded.");
        foreach (var (code, _) in unseen) notes.Add($"The value of {code} did not occur in training and counts as unknown.");
        return notes;
    }

    private static bool Reads(FeatureSet features, string file) =>
        features.Slots.Any(s => s.Feature.Needs.Any(n => n.StartsWith(file, StringComparison.Ordinal)));

    private static void AddMissing(FeatureSet features, ReadOnlySpan<double> row, string code, string note, List<string> notes)
    {
        if (features.IndexOf(code) is var index and >= 0 && double.IsNaN(row[index])) notes.Add(note);
    }

    private static int Records(Episode episode) =>
        episode.Appointments.Count + (episode.Measures?.Count ?? 0) + (episode.Payments?.Count ?? 0) + (episode.Contacts?.Count ?? 0);
}
