using Predictor.Simulation.Course;
using Predictor.Simulation.Drawing;
using Predictor.Simulation.People;
using Predictor.Simulation.Presets;
using Predictor.Simulation.Records;

namespace Predictor.Simulation.Truth;

/// <summary>
/// Traits that bear on the course through what is recorded alone, so that what is known of them comes straight from the records: how hard paying is (from declined
/// cards), whether sessions are fortnightly (from the weeks between them), how many sessions are planned (more than were attended).
/// </summary>
internal sealed class UnseenTraits
{
    private const int Candidates = 64;

    private readonly CourseParameters _p;
    private readonly double _fortnightly;
    private readonly int _paying;
    private readonly int _declined;

    /// <param name="parameters">Of the preset.</param>
    /// <param name="history">The course.</param>
    /// <param name="events">How many of its events have happened.</param>
    public UnseenTraits(CourseParameters parameters, CourseHistory history, int events)
    {
        _p = parameters;
        var now = history.States[events].Now;
        double fortnightly = CourseParameters.FortnightlyShare, weekly = 1 - fortnightly;
        for (var e = 0; e < events; e++)
        {
            var (before, after) = (history.States[e], history.States[e + 1]);
            if (before.Next != NextEvent.Booking || before.Occasion != BookingOccasion.SessionEnd || after.Appointment == before.Appointment) continue;
            var weeks = (after.SessionAt - before.SessionAt) / Clock.Week;
            fortnightly *= GapChance(weeks, usual: 2);
            weekly *= GapChance(weeks, usual: 1);
        }

        _fortnightly = fortnightly / (fortnightly + weekly);
        _paying = history.Rules.Episode.Client.Fee > 0 ? history.States[events].Attended : 0;
        _declined = history.Records.Payments.Count(r => r.Kind == "declined" && r.At <= now);
    }

    /// <summary>More than were attended, as the course is not over.</summary>
    public static int Planned(CourseParameters p, int attended, ref RandomStream random)
    {
        while (true)
        {
            var planned = CourseRules.DrawPlanned(p, ref random);
            if (attended == 0 || planned > attended) return planned;
        }
    }

    /// <summary>The episode with traits that go with the records.</summary>
    public Episode Draw(Episode episode, ref RandomStream random) => episode with
    {
        Client = episode.Client with { Hardship = Hardship(episode.Client.Employment, ref random) },
        IsFortnightly = random.Chance(_fortnightly),
    };

    private double GapChance(int weeks, int usual) => weeks == usual ? 1 - _p.LongGap : weeks > usual && weeks <= usual + 4 ? _p.LongGap / 4 : 0;

    /// <summary>Importance resampling: some from before anything was known, one of them by the cards that were and were not declined.</summary>
    private double Hardship(string employment, ref RandomStream random)
    {
        Span<double> drawn = stackalloc double[Candidates];
        Span<double> weights = stackalloc double[Candidates];
        double sum = 0;
        for (var i = 0; i < Candidates; i++)
        {
            drawn[i] = Client.DrawHardship(employment, ref random);
            sum += weights[i] = Math.Pow(drawn[i], _declined) * Math.Pow(1 - drawn[i], _paying - _declined);
        }

        var left = random.Uniform() * sum;
        for (var i = 0; i < Candidates - 1; i++)
        {
            if (left < weights[i]) return drawn[i];
            left -= weights[i];
        }

        return drawn[^1];
    }
}
