using Predictor.Simulation.Course;
using Predictor.Simulation.Drawing;
using Predictor.Simulation.Presets;
using Predictor.Simulation.Records;
using Predictor.Simulation.Truth;

namespace Predictor.Simulation.People;

/// <summary>Simulates one client with all episodes, from streams of its own.</summary>
internal sealed class ClientCourse(SimulationOptions options, CourseParameters parameters, Practice practice)
{
    private const int LastStart = 20 * Clock.Day;

    public (Client Client, List<SimulatedEpisode> Episodes) Simulate(int number)
    {
        var random = new RandomStream((ulong)options.Seed, 2 * number);
        var truth = new RandomStream((ulong)options.Seed, (2 * number) + 1);
        var client = Client.Draw(ref random, parameters);
        var episodes = new List<SimulatedEpisode>();
        var referredAt = random.Whole(0, Clock.Cut - LastStart);
        while (true)
        {
            var episode = Draw(client, referredAt, ref random);
            var simulated = Run(episode, ref random, ref truth, out var last);
            episodes.Add(simulated);
            var over = simulated.Records.End?.At ?? last.Anchor + (options.InactivityDays * Clock.Day);
            referredAt = over + random.Whole(60 * Clock.Day, 400 * Clock.Day);
            if (!simulated.IsFinished || referredAt > Clock.Cut - LastStart || !random.Chance(parameters.ReturnsLater)) return (client, episodes);
        }
    }

    private Episode Draw(Client client, int referredAt, ref RandomStream random)
    {
        var therapist = practice.Draw(ref random);
        var start = ((Clock.DayOf(referredAt) + random.Whole(0, 10)) * Clock.Day) + random.Whole(9 * Clock.Hour, 16 * Clock.Hour);
        var age = client.AgeAtEntry + (start / (365 * Clock.Day));
        return new Episode
        {
            Client = client,
            Therapist = therapist,
            Age = age,
            Propensity = Propensity.OfClient(client, therapist, age, parameters),
            ReferredAt = referredAt,
            StartedAt = start,
            IsFortnightly = !parameters.IsProgramme && random.Chance(CourseParameters.FortnightlyShare),
            Delivery = parameters.IsProgramme ? Delivery.InPerson : random.Pick<Delivery>([(Delivery.InPerson, 0.66), (Delivery.Video, 0.25), (Delivery.Phone, 0.09)]),
            Treatment = parameters.IsProgramme
                ? random.Pick<string>([("buprenorphine", 740.0 / 1269), ("methadone", 529.0 / 1269)])
                : random.Pick<string>([("CBT", 0.5), ("psychodynamic", 0.25), ("systemic", 0.15), ("other", 0.1)]),
            Slot = (random.Whole(0, 4) * Clock.Day) + (random.Whole(8, 19) * Clock.Hour),
            WeeksOfWaiting = parameters.IsProgramme ? 0.2 : Math.Min(10, random.Exponential(2)),
        };
    }

    private SimulatedEpisode Run(Episode episode, ref RandomStream random, ref RandomStream truth, out CourseState last)
    {
        var history = Play(episode, ref random);
        var records = history.Records;
        var state = last = history.States[^1];
        var isGone = Clock.Cut - state.Anchor >= options.InactivityDays * Clock.Day;
        var isClosed = records.End is { Kind: not (EndKind.ClientStopped or EndKind.Administrative) };
        return new SimulatedEpisode
        {
            Episode = episode,
            Records = records,
            Attended = state.Attended,
            IsFinished = state.Attended > 0 && (isGone || records.End is not null),
            IsDropout = state.Attended > 0 && !isClosed && (isGone || records.End is not null),
            Truth = options.WritesTruth ? Truth(history, ref truth) : [],
        };
    }

    /// <summary>The course of a client's first episode, as <see cref="Simulate"/> has it, state by state.</summary>
    public CourseHistory First(int number)
    {
        var random = new RandomStream((ulong)options.Seed, 2 * number);
        var client = Client.Draw(ref random, parameters);
        var referredAt = random.Whole(0, Clock.Cut - LastStart);
        return Play(Draw(client, referredAt, ref random), ref random);
    }

    private CourseHistory Play(Episode episode, ref RandomStream random)
    {
        var rules = new CourseRules(parameters, episode);
        var records = new Recorder(Clock.Cut);
        var state = rules.Start(ref random, records);
        var states = new List<CourseState> { state };
        while (state.Next != NextEvent.None && state.NextAt <= Clock.Cut)
        {
            if (!state.IsOpen) rules.Play(ref state, ref random, records);
            else if (random.Chance(rules.Chance(state))) rules.TakeUp(ref state, ref random, records);
            else rules.Forgo(ref state, ref random, records);
            states.Add(state);
        }

        return new CourseHistory(rules, records, states);
    }

    private List<(int At, double[] Risks)> Truth(CourseHistory history, ref RandomStream random)
    {
        var (rules, records, states) = history;
        var episode = rules.Episode;
        var rollout = new RiskRollout(rules, options.InactivityDays);
        var risks = new List<(int, double[])>();
        var known = 0;
        foreach (var landmark in LandmarkTimes.Of(records, episode.StartedAt, options.InactivityDays, Clock.Cut))
        {
            while (known + 1 < states.Count && states[known + 1].Now <= landmark) known++;
            var own = new double[options.HorizonDays.Count];
            for (var h = 0; h < own.Length; h++) own[h] = rollout.Risk(states[known], landmark + (options.HorizonDays[h] * Clock.Day), ref random);
            risks.Add((landmark, own));
        }

        return risks;
    }
}
