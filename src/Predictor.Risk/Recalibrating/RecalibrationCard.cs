using Predictor.Risk.Evaluation;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Card;

namespace Predictor.Risk.Recalibrating;

/// <summary>The card of a recalibrated model: that of the model it comes from, with what was updated, on what, and what it changed.</summary>
internal static class RecalibrationCard
{
    public static CardDocument Of(ModelPackage package, string version, ModelOrigin origin, MetricsDocument metrics)
    {
        var card = PackageJson.Read<CardDocument>(PackageFiles.CardJson, package.Files[PackageFiles.CardJson]);
        var what = origin.Recalibration == "large" ? "in the large (intercept)" : "logistically (intercept and slope)";
        var counts = string.Join(" ", metrics.Training.Select(t => $"Horizon {t.HorizonDays} days: {t.Rows} rows of {t.Clients} clients, {t.Events} of them with the outcome; {t.Censored} rows censored."));
        var changed = string.Join(" ", metrics.Recalibration!.Select(r => $"Horizon {r.Key} days: before {Figures(r.Value.Before)}; after {Figures(r.Value.After)}."));
        return card with
        {
            Version = version,
            Sections =
            [
                .. card.Sections.Select(s => s with
                {
                    Attributes =
                    [
                        .. s.Attributes.Select(a => a.Id switch
                        {
                            "4.i" => a with { Text = $"Of version {origin.Version}, before its recalibration: {a.Text}" },
                            "6.i" => a with { Text = $"The export with SHA-256 {origin.DataFingerprint}. {counts}" },
                            "6.ii" or "6.iii" => a with { Text = "Not stated." },
                            "6.iv" => a with { Text = $"The calibration was updated {what} on these clients. Figures after the update are of each client by an update learned on the others, in {HeadRecalibration.Folds} parts; rows are weighted for censoring." },
                            "7.i" => a with { Text = $"Of version {origin.Version}, before its recalibration: {a.Text}" },
                            "7.iii" => a with { Text = changed },
                            "9.i" => a with { Text = $"Recalibrated {what} from version {origin.Version}, sha256 {origin.Sha256}." },
                            _ => a,
                        }),
                    ],
                }),
            ],
        };
    }

    private static string Figures(Performance performance) =>
        $"AUC {Told(performance.Auc)}, Brier {Told(performance.Brier)}, calibration intercept {Told(performance.CalibrationIntercept)}, slope {Told(performance.CalibrationSlope)}, ICI {Told(performance.Ici)}";

    private static string Told(double? figure) => figure is { } known ? $"{known:0.000}" : "not defined";
}
