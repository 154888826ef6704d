using System.Globalization;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Training.Tuning;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>What a search for settings found, for people.</summary>
internal static class TuneTables
{
    // The rest are said by the file and --json.
    private const int MostRows = 30;

    public static void Write(IAnsiConsole console, TuningResult result, string path)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Horizon {result.HorizonDays} days: {result.Rows} training rows of {result.Clients} clients, {result.Events} of them with the outcome."));
        console.Write(Trials(result));
        if (result.HeldOut is { } heldOut)
        {
            console.Write(HeldOut(heldOut));
            console.WriteLine(heldOut.Verdict);
        }

        foreach (var note in result.Notes) console.MarkupLineInterpolated($"[yellow]note:[/] {note}");
        console.MarkupLineInterpolated($"Settings of {Name(result.Chosen)} written to {path}; train --settings {path} uses them.");
    }

    private static Table Trials(TuningResult result)
    {
        // Patience follows from the learning rate, and the most rounds are alike.
        var settings = result.Trials[0].Settings.Keys.Where(name => name is not ("maximumRounds" or "patience")).ToList();
        var table = New("Trials, those that came furthest first; log loss by folds judged", ["Trial", .. result.RungFolds.Select(f => f.ToString(CultureInfo.InvariantCulture)), "trees", .. settings]);
        foreach (var trial in result.Trials.Take(MostRows))
        {
            Row(
                table,
                [
                    (trial.Trial == result.Chosen ? "* " : "") + (trial.Trial == 0 ? "defaults" : Number(trial.Trial)),
                    .. result.RungFolds.Select(f => Told(trial.Rungs.FirstOrDefault(r => r.Folds == f)?.LogLoss)),
                    Number(trial.Rungs[^1].Trees),
                    .. settings.Select(name => Number(trial.Settings[name])),
                ]);
        }

        if (result.Trials.Count > MostRows) table.Caption = new TableTitle($"{result.Trials.Count - MostRows} more are in the file of trials.");
        return table;
    }

    private static Table HeldOut(SettingsComparison heldOut)
    {
        var table = New(string.Create(CultureInfo.InvariantCulture, $"Clients not seen: {heldOut.Rows:N0} rows of {heldOut.Clients:N0} clients"), "", "defaults", "chosen", "gain (95 % interval)");
        Row(table, "log loss", Told(heldOut.Defaults.LogLoss), Told(heldOut.Chosen.LogLoss), Told(heldOut.LogLossGain, heldOut.LogLossGainCi));
        Row(table, "AUC", Told(heldOut.Defaults.Auc), Told(heldOut.Chosen.Auc), Told(heldOut.AucGain, heldOut.AucGainCi));
        Row(table, "scaled Brier", Told(heldOut.Defaults.ScaledBrier), Told(heldOut.Chosen.ScaledBrier), Told(heldOut.ScaledBrierGain, heldOut.ScaledBrierGainCi));
        Row(table, "calibration slope", Told(heldOut.Defaults.CalibrationSlope), Told(heldOut.Chosen.CalibrationSlope), "");
        return table;
    }

    private static Table New(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(column);
        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(c => new Text(c))]);

    private static string Name(int trial) => trial == 0 ? "the defaults" : string.Create(CultureInfo.InvariantCulture, $"trial {trial}");

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Told(double? figure) => figure?.ToString("0.00000", CultureInfo.InvariantCulture) ?? "-";

    private static string Told(double? figure, ConfidenceInterval? interval) => Told(figure) + (interval is { } ci ? $" ({Told(ci.Lower)} to {Told(ci.Upper)})" : "");
}
