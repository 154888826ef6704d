namespace Predictor.Risk.Evaluation.Incidence;

/// <summary>
/// The cumulative incidence of two events that exclude each other, from times in whole days of which some are censored (Aalen and Johansen 1978). Standard errors
/// are those of the infinitesimal jackknife, as in R's survival package: the root of the sum of squared influences of each observation.
/// </summary>
internal static class AalenJohansen
{
    /// <summary>The estimate at the end of each day.</summary>
    /// <param name="times">One an independent observation; events of a day come before the censoring of that day.</param>
    /// <param name="lastDay">The last day that is told; days on which nobody is at risk any more are left out.</param>
    public static IReadOnlyList<Incidence> Of(IReadOnlyList<EventTime> times, int lastDay)
    {
        var groups = times.CountBy(t => t).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Kind).Select(g => new Group(g.Key, g.Value)).ToList();
        var days = new List<Incidence>();
        var (staying, dropout, closing) = (1.0, 0.0, 0.0);
        for (var day = 0; day <= lastDay; day++)
        {
            var atRisk = groups.Where(g => g.Time.Day >= day).Sum(g => g.Count);
            if (atRisk == 0) break;
            var (dropoutHazard, closingHazard) = (Hazard(EventKind.Dropout), Hazard(EventKind.Closing));
            foreach (var group in groups) group.Pass(day, staying, atRisk, dropoutHazard, closingHazard);
            dropout += staying * dropoutHazard;
            closing += staying * closingHazard;
            staying *= 1 - dropoutHazard - closingHazard;
            days.Add(new Incidence(day, atRisk, dropout, Error(g => g.OnDropout), closing, Error(g => g.OnClosing)));

            double Hazard(EventKind kind) => groups.Where(g => g.Time.Day == day && g.Time.Kind == kind).Sum(g => g.Count) / (double)atRisk;
        }

        return days;

        double Error(Func<Group, double> influence) => Math.Sqrt(groups.Sum(g => g.Count * influence(g) * influence(g)));
    }

    /// <summary>Observations that are alike, with the influence of one of them: the derivative of the estimate by its weight.</summary>
    private sealed class Group(EventTime time, int count)
    {
        private double _onStaying;

        public EventTime Time => time;

        public int Count => count;

        public double OnDropout { get; private set; }

        public double OnClosing { get; private set; }

        /// <summary>Takes a day into account: the product rule on staying x hazard.</summary>
        public void Pass(int day, double staying, int atRisk, double dropoutHazard, double closingHazard)
        {
            var (onDropoutHazard, onClosingHazard) = (On(EventKind.Dropout, dropoutHazard), On(EventKind.Closing, closingHazard));
            OnDropout += (_onStaying * dropoutHazard) + (staying * onDropoutHazard);
            OnClosing += (_onStaying * closingHazard) + (staying * onClosingHazard);
            _onStaying = (_onStaying * (1 - dropoutHazard - closingHazard)) - (staying * (onDropoutHazard + onClosingHazard));

            double On(EventKind kind, double hazard) => time.Day < day ? 0 : ((time.Day == day && time.Kind == kind ? 1 : 0) - hazard) / atRisk;
        }
    }
}

/// <summary>The estimate at the end of a day.</summary>
/// <param name="Day">Days after the landmark.</param>
/// <param name="AtRisk">Observations with no event before the day, and followed to it.</param>
/// <param name="Dropout">The share that has dropped out.</param>
/// <param name="DropoutError">Its standard error.</param>
/// <param name="Closing">The share that came to a closing end first.</param>
/// <param name="ClosingError">Its standard error.</param>
internal readonly record struct Incidence(int Day, int AtRisk, double Dropout, double DropoutError, double Closing, double ClosingError);
