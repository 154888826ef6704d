using System.Diagnostics.Metrics;

namespace Predictor.Api.Models;

/// <summary>What is counted of the life of models.</summary>
internal sealed class ModelMetrics
{
    public const string MeterName = "Predictor.Models";

    private readonly Counter<long> _alarms;
    private readonly Counter<long> _swaps;
    private readonly Counter<long> _compared;
    private readonly Counter<long> _left;
    private readonly Counter<long> _bandChanges;
    private readonly Histogram<double> _differences;

    public ModelMetrics(IMeterFactory meters, ModelHolder models)
    {
        var meter = meters.Create(MeterName);
        _alarms = meter.CreateCounter<long>("predictor.models.alarms", "{alarm}", "Alarms raised about models, by code.");
        _swaps = meter.CreateCounter<long>("predictor.models.swaps", "{swap}", "Versions that began to serve, by model.");
        _compared = meter.CreateCounter<long>("predictor.shadow.compared", "{score}", "Scores that were compared with a challenger's.");
        _left = meter.CreateCounter<long>("predictor.shadow.left", "{score}", "Scores that were not compared, by cause.");
        _bandChanges = meter.CreateCounter<long>("predictor.shadow.band_changes", "{score}", "Compared scores whose band was another.");
        _differences = meter.CreateHistogram<double>("predictor.shadow.difference", "1", "How far the probabilities of model and challenger were apart.");
        meter.CreateObservableGauge("predictor.models.open_alarms", () => models.Catalogue.Alarms.Count, "{alarm}", "Alarms about models that nobody has mended yet.");
        meter.CreateObservableGauge("predictor.models.loaded", () => models.Catalogue.Models.Sum(m => m.Versions.Count), "{model}", "Versions of models that are loaded.");
    }

    public void Raised(ModelAlarm alarm) => _alarms.Add(1, new KeyValuePair<string, object?>("code", alarm.Code));

    public void Swapped(LoadedModel model) => _swaps.Add(1, new KeyValuePair<string, object?>("model", model.Package.Name), new KeyValuePair<string, object?>("version", model.Package.Version));

    public void Compared(string model, string challenger, double difference, bool isBandAnother)
    {
        var (first, second) = (new KeyValuePair<string, object?>("model", model), new KeyValuePair<string, object?>("challenger", challenger));
        _compared.Add(1, first, second);
        _differences.Record(difference, first, second);
        if (isBandAnother) _bandChanges.Add(1, first, second);
    }

    public void Left(string model, string challenger, string cause) => _left.Add(
        1, new KeyValuePair<string, object?>("model", model), new KeyValuePair<string, object?>("challenger", challenger), new KeyValuePair<string, object?>("cause", cause));
}
