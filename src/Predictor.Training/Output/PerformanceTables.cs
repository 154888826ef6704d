using System.Globalization;
using Predictor.Risk.Evaluation;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>The performance at one horizon, for people.</summary>
internal static class PerformanceTables
{
    public static void Write(IAnsiConsole console, int horizonDays, EvaluationResult result, string clients = "Clients not seen in training")
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Horizon {horizonDays} days. {Verdict.Of(result)}"));
        console.Write(Figures(horizonDays, result, clients));
        console.Write(Comparisons(result));
        DesignTables.Write(console, result);
        if (result.CapacityCurve.Count > 0) console.Write(Capacity(result));
        if (result.Learned is { } learned) LearnedTables.Write(console, learned);
        if (result.Fairness is { } audit) FairnessTables.Write(console, audit);
    }

    private static Table Figures(int horizonDays, EvaluationResult result, string clients)
    {
        var table = New($"{clients}, horizon {horizonDays} days", "Rows", "n", "clients", "share of 1", "AUC (95 % interval)", "avg. precision", "scaled Brier", "cal. intercept", "cal. slope (95 % interval)", "ICI");
        Add(table, "all landmarks", result);
        Add(table, "  after an attended session", result.ByLandmark.Attended);
        Add(table, "  after a missed session", result.ByLandmark.Missed);
        Add(table, "  after a cancellation", result.ByLandmark.Cancelled);
        Add(table, "  silent", result.ByLandmark.Silent);
        Add(table, "no spell yet begun", result.NotYetGone);
        foreach (var (name, groups) in result.ByGroup)
        {
            foreach (var group in groups.Where(g => g.Rows > 0)) Add(table, $"{Words(name)}: {group.Group}", group);
        }

        if (result.UpperBound is { } bound)
        {
            Add(table, "true risk: all landmarks", bound);
            Add(table, "  after an attended session", bound.ByLandmark.Attended);
            Add(table, "  no spell yet begun", bound.NotYetGone);
        }

        return table;
    }

    private static Table Comparisons(EvaluationResult result)
    {
        var table = New("Beside what is simpler, on the same rows", "To compare with", "AUC", "the model's gain (95 % interval)", "scaled Brier", "the model's gain (95 % interval)", "is beaten");
        foreach (var (name, baseline) in result.Baselines)
        {
            Row(table, name, Told(baseline.Auc), Told(baseline.AucGain, baseline.AucGainCi), Told(baseline.ScaledBrier), Told(baseline.ScaledBrierGain, baseline.ScaledBrierGainCi), baseline.IsBeaten switch { true => "yes", false => "no", null => "-" });
        }

        return table;
    }

    private static Table Capacity(EvaluationResult result)
    {
        var table = New("What check-ins would have met, the list worked through once a week", "check-ins a week per 100 clients", "check-ins", "for each true one", "of dropouts met (95 % interval)", "before the last session", "days ahead (median)");
        foreach (var point in result.CapacityCurve)
        {
            Row(
                table,
                point.CheckInsPer100Clients.ToString(CultureInfo.InvariantCulture),
                point.CheckIns.ToString("N0", CultureInfo.InvariantCulture),
                point.CheckInsPerTrue?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-",
                Share(point.Found) + (point.FoundCi is { } ci ? $" ({Share(ci.Lower)}-{Share(ci.Upper)})" : "") + string.Create(CultureInfo.InvariantCulture, $" of {point.Dropouts}"),
                Share(point.FoundBeforeLastSession),
                point.MedianLeadDays?.ToString("0", CultureInfo.InvariantCulture) ?? "-");
        }

        return table;
    }

    private static void Add(Table table, string name, Performance performance) => Row(
        table,
        name,
        performance.Rows.ToString("N0", CultureInfo.InvariantCulture),
        performance.Clients.ToString("N0", CultureInfo.InvariantCulture),
        Share(performance.Prevalence, "P1"),
        Told(performance.Auc, performance.AucCi),
        Told(performance.AveragePrecision),
        Told(performance.ScaledBrier),
        Told(performance.CalibrationIntercept),
        Told(performance.CalibrationSlope, performance.CalibrationSlopeCi),
        Told(performance.Ici));

    private static Table New(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(column);
        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(c => new Text(c))]);

    private static string Words(string grouping) => grouping switch
    {
        "sessionsAttended" => "sessions attended",
        "allianceScore" => "alliance score",
        _ => grouping,
    };

    private static string Share(double? share, string format = "P0") => share?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static string Told(double? figure) => figure?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Told(double? figure, ConfidenceInterval? interval) => Told(figure) + (interval is { } ci ? $" ({Told(ci.Lower)} to {Told(ci.Upper)})" : "");
}
