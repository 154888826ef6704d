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
        AddCovariates(known, features, row, notes);
        foreach (var (code, _) in unseen) notes.Add($"The value of {code} did not occur in training and counts as unknown.");
        return notes;
    }

    /// <summary>What is given and cannot be read, and what the model reads and is not given. Values are not repeated.</summary>
    private static void AddCovariates(Episode known, FeatureSet features, ReadOnlySpan<double> row, List<string> notes)
    {
        var absent = new List<string>();
        for (var i = 0; i < features.Count; i++)
        {
            var feature = features.Slots[i].Feature;
            if (feature.Family != FeatureFamily.Covariate || !double.IsNaN(row[i])) continue;
            if (!known.Covariates.ContainsKey(feature.Code)) absent.Add(feature.Code);
            else if (!feature.IsCategorical) notes.Add($"The value of {feature.Code} is no number and counts as unknown.");
        }

        if (absent.Count > 0) notes.Add($"Not given: {string.Join(", ", absent)}.");
        foreach (var name in known.Covariates.Keys.Where(n => features.IndexOf(n) < 0).Order(StringComparer.Ordinal)) notes.Add($"The model does not read {name}.");
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
