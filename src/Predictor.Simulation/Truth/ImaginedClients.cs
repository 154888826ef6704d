using Predictor.Simulation.Course;
using Predictor.Simulation.Drawing;
using Predictor.Simulation.People;
using Predictor.Simulation.Presets;
using Predictor.Simulation.Records;

namespace Predictor.Simulation.Truth;

/// <summary>
/// Clients who could have made the records that one client made: a particle filter (Gordon, Salmond and Smith 1993). What the export tells of the course is the same for
/// all of them, what it does not tell (frailty, the therapist's effect, motivation, alliance, rupture, symptoms, support where it is not given) is drawn, moves as
/// the rules say, and weighs by how well it goes with what was recorded. The moments at which something could have happened and did not are taken as they were.
/// </summary>
internal sealed class ImaginedClients
{
    private readonly CourseParameters _p;
    private readonly CourseHistory _history;
    private readonly RecordsLikelihood _likelihood;
    private CourseRules[] _rules;
    private CourseState[] _states;
    private readonly double[] _weights;

    public ImaginedClients(CourseParameters parameters, CourseHistory history, int count, ref RandomStream random)
    {
        if (parameters.IsProgramme) throw new ArgumentException("The measures of a programme are not weighed; expected the preset psychotherapy.", nameof(parameters));
        (_p, _history, _likelihood) = (parameters, history, new RecordsLikelihood(history));
        _rules = new CourseRules[count];
        _states = new CourseState[count];
        _weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            _rules[i] = Rules(history.Rules.Episode, parameters, ref random);
            _states[i] = history.States[0];
            _states[i].Motivation = random.Normal();
            _states[i].Alliance = 0.3 * random.Normal();
            _states[i].Symptoms = _states[i].SymptomsAtStart = random.Normal();
        }

        Array.Fill(_weights, 1.0 / count);
    }

    /// <summary>How many events have been followed.</summary>
    public int Events { get; private set; }

    /// <summary>Follows the next event of the course.</summary>
    public void Step(ref RandomStream random)
    {
        var before = _history.States[Events];
        var after = _history.States[++Events];
        var most = double.NegativeInfinity;
        for (var i = 0; i < _states.Length; i++)
        {
            ref var state = ref _states[i];
            _weights[i] = Math.Log(_weights[i]) + _likelihood.OfEvent(_rules[i], state, before, after);
            if (after.Attended > before.Attended)
            {
                (state.Now, state.Attended) = (after.Now, after.Attended);
                _rules[i].Imagine(ref state, ref random);
                _weights[i] += _likelihood.OfMeasures(state, after.Now);
            }

            state = Told(after, state);
            most = Math.Max(most, _weights[i]);
        }

        double sum = 0, squares = 0;
        for (var i = 0; i < _weights.Length; i++) sum += _weights[i] = Math.Exp(_weights[i] - most);
        for (var i = 0; i < _weights.Length; i++) squares += (_weights[i] /= sum) * _weights[i];
        if (squares * _weights.Length > 2) Resample(ref random);
    }

    /// <summary>The mean risk over some of the clients, by their weights: the chance that the label is 1, given what was recorded.</summary>
    /// <param name="count">How many of them are played on.</param>
    /// <param name="inactivityDays">After so many days without a session a client counts as gone.</param>
    /// <param name="until">The end of the horizon in minutes.</param>
    /// <param name="random">Draws who is played on, and how.</param>
    public double Risk(int count, int inactivityDays, int until, ref RandomStream random)
    {
        var unseen = new UnseenTraits(_p, _history, Events);
        double sum = 0;
        foreach (var i in Drawn(count, ref random))
        {
            var state = _states[i];
            state.Planned = UnseenTraits.Planned(_p, state.Attended, ref random);
            sum += new RiskRollout(new CourseRules(_p, unseen.Draw(_rules[i].Episode, ref random)), inactivityDays).Risk(state, until, ref random);
        }

        return sum / count;
    }

    private static CourseRules Rules(Episode episode, CourseParameters p, ref RandomStream random)
    {
        var told = episode.Client;
        var support = Client.DrawSupport(ref random);
        var client = told with { Frailty = Client.DrawFrailty(ref random, p), Support = told.TellsSupport ? told.Support : support };
        var therapist = episode.Therapist with { Effect = p.TherapistSd * random.Normal() };
        return new CourseRules(p, episode with { Client = client, Therapist = therapist, Propensity = Propensity.OfClient(client, therapist, episode.Age, p) });
    }

    /// <summary>The state as it is told, with what is not told of another.</summary>
    private static CourseState Told(CourseState told, in CourseState imagined)
    {
        told.Motivation = imagined.Motivation;
        told.Alliance = imagined.Alliance;
        told.Rupture = imagined.Rupture;
        told.Symptoms = imagined.Symptoms;
        told.SymptomsAtStart = imagined.SymptomsAtStart;
        return told;
    }

    private void Resample(ref RandomStream random)
    {
        var drawn = Drawn(_states.Length, ref random);
        _rules = [.. drawn.Select(i => _rules[i])];
        _states = [.. drawn.Select(i => _states[i])];
        Array.Fill(_weights, 1.0 / _states.Length);
    }

    /// <summary>Systematic resampling: one uniform number for all.</summary>
    private int[] Drawn(int count, ref RandomStream random)
    {
        var drawn = new int[count];
        var (at, below, next) = (random.Uniform() / count, _weights[0], 0);
        for (var d = 0; d < count; d++, at += 1.0 / count)
        {
            while (below < at && next < _weights.Length - 1) below += _weights[++next];
            drawn[d] = next;
        }

        return drawn;
    }
}
