using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Pooling;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training.Designs;

/// <summary>Leaves each clinic out in turn.</summary>
internal sealed class LeaveClinicOut
{
    private readonly Cohort _cohort;
    private readonly int[] _clients;
    private readonly ClinicGroups _groups;
    private readonly Refit _refit;
    private readonly TrainingOptions _options;

    /// <exception cref="ArgumentException">There are not two clinics to leave out, or there is no bootstrap.</exception>
    public LeaveClinicOut(Cohort cohort, int[] clients, IRiskEngine engine, PipelineOptions pipeline, TrainingOptions options)
    {
        if (options.BootstrapRepeats == 0) throw new ArgumentException("There are 0 bootstrap repeats and the split is by clinic; expected at least 40, for clinics are pooled by the variance that the bootstrap shows.");
        _cohort = cohort;
        _clients = clients;
        _options = options;
        _groups = ClinicGroups.Of(cohort, clients, pipeline);
        _refit = new Refit(cohort, clients, engine, pipeline, options);
    }

    /// <param name="horizon">Index of the horizon.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ClinicValidation Of(int horizon, IProgress<string>? progress, CancellationToken cancellation)
    {
        var judged = new List<(string Clinic, MeasuredRows Rows)>();
        var byClinic = new List<ClinicPerformance>();
        var notes = new List<string>(_groups.Notes);
        foreach (var group in _groups.Groups)
        {
            var isLeftOut = _cohort.Episodes.Select(e => group.Clinics.Contains(e.ClinicId ?? "")).ToArray();
            // Who came to this clinic and to another is no stranger to it.
            var met = Enumerable.Range(0, isLeftOut.Length).Where(e => isLeftOut[e]).Select(e => _clients[e]).ToHashSet();
            try
            {
                var predicted = _refit.Predict(horizon, e => !met.Contains(_clients[e]), e => isLeftOut[e], Prefixed.Of(progress, $"Without {group.Name}"), cancellation);
                var rows = _refit.Scored(predicted.Labelled, predicted.Probabilities);
                var draws = new ClientDraws(rows, new EvaluationOptions { BootstrapRepeats = _options.BootstrapRepeats, Seed = (ulong)_options.Seed });
                var measured = MeasuredRows.Of(rows, predicted.Labelled.Censored, draws, cancellation, withCurve: false);
                judged.Add((group.Name, measured));
                byClinic.Add(new ClinicPerformance(group.Name, group.Clinics.Count, predicted.TrainingClients, measured.Performance));
            }
            catch (TooFewEventsException e)
            {
                notes.Add($"Without {group.Name} there is no ground for a model: {e.Message}");
            }
        }

        return new ClinicValidation
        {
            ByClinic = byClinic,
            Auc = ClinicPooling.Auc(judged),
            CalibrationIntercept = ClinicPooling.Intercept(judged),
            CalibrationSlope = ClinicPooling.Slope(judged),
            Notes = notes,
        };
    }
}
