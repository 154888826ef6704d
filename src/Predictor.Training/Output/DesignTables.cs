using System.Globalization;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Learned;
using Predictor.Risk.Evaluation.Pooling;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>What was done beside the split, for people: clinics left out in turn, and cross-validation.</summary>
internal static class DesignTables
{
    public static void Write(IAnsiConsole console, EvaluationResult result)
    {
        if (result.ByClinic is { } byClinic) Write(console, byClinic);
        if (result.CrossValidation is { } crossValidation) console.Write(Of(crossValidation));
        if (result.Stability is { } stability) Write(console, stability);
    }

    private static void Write(IAnsiConsole console, ClinicValidation validation)
    {
        var table = New("Each clinic left out in turn, judged by a model of the others", "Clinic", "clients", "rows", "AUC (95 % interval)", "cal. intercept (95 % interval)", "cal. slope (95 % interval)");
        foreach (var clinic in validation.ByClinic)
        {
            var figures = clinic.Performance;
            Row(table, clinic.Clinic, Number(figures.Clients), Number(figures.Rows), Told(figures.Auc, figures.AucCi), Told(figures.CalibrationIntercept, figures.CalibrationInterceptCi), Told(figures.CalibrationSlope, figures.CalibrationSlopeCi));
        }

        Row(table, "mean of clinics", "", "", Mean(validation.Auc), Mean(validation.CalibrationIntercept), Mean(validation.CalibrationSlope));
        Row(table, "another clinic (95 % prediction)", "", "", Another(validation.Auc), Another(validation.CalibrationIntercept), Another(validation.CalibrationSlope));
        Row(table, "variance between clinics (I2)", "", "", Between(validation.Auc), Between(validation.CalibrationIntercept), Between(validation.CalibrationSlope));
        console.Write(table);
        foreach (var note in validation.Notes) console.MarkupLineInterpolated($"[yellow]note:[/] {note}");
    }

    private static Table Of(CrossValidated crossValidated)
    {
        var table = New(string.Create(CultureInfo.InvariantCulture, $"Cross-validated, {crossValidated.Repeats} x {crossValidated.Folds} folds of {crossValidated.Clients:N0} clients"), "Figure", "mean", "deviation over repeats", "lowest", "highest");
        foreach (var (name, figure) in crossValidated.Figures) Row(table, name, Told(figure.Mean), Told(figure.Deviation), Told(figure.Lowest), Told(figure.Highest));
        return table;
    }

    private static void Write(IAnsiConsole console, Stability stability)
    {
        var table = New(string.Create(CultureInfo.InvariantCulture, $"Refitted {stability.Refits} times on {stability.ClientShare:P0} of the training clients"), "Feature", "rank in the model", "ranks in refits", "among the ten strongest in");
        foreach (var feature in stability.Features) Row(table, feature.Name, Rank(feature.Rank), $"{Rank(feature.BestRank)} to {Rank(feature.WorstRank)}", feature.StrongestShare.ToString("P0", CultureInfo.InvariantCulture));
        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"A refit's risks are {stability.MeanAbsoluteDifference:0.000} from the model's on average, nine of ten within {stability.Difference90:0.000}; {stability.OtherBand:P0} fall into another band. {stability.SharedStrongest:P0} of the ten strongest features stay among them. AUC {Told(stability.AucRange?.Lower)} to {Told(stability.AucRange?.Upper)}."));
    }

    private static string Rank(int? rank) => rank is { } known ? Number(known) : "unused";

    private static Table New(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(column);
        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(c => new Text(c))]);

    private static string Mean(PooledFigure? pooled) => pooled is null ? "-" : Told(pooled.Mean, pooled.MeanCi);

    private static string Another(PooledFigure? pooled) => pooled?.PredictionInterval is { } interval ? $"{Told(interval.Lower)} to {Told(interval.Upper)}" : "-";

    private static string Between(PooledFigure? pooled) => pooled is null ? "-" : $"{Told(pooled.Tau2)} ({pooled.I2.ToString("P0", CultureInfo.InvariantCulture)})";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Told(double? figure) => figure?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Told(double? figure, ConfidenceInterval? interval) => Told(figure) + (interval is { } ci ? $" ({Told(ci.Lower)} to {Told(ci.Upper)})" : "");
}
