using Predictor.Simulation.Drawing;
using Predictor.Simulation.People;
using Predictor.Simulation.Presets;

namespace Predictor.Simulation.Truth;

/// <summary>
/// The chance that the label is 1 given what the export tells of a client's episode so far: the best that any model can say, where the truth of
/// <c>truth/landmarks.csv</c> also knows what no export tells. Found by nested simulation: <see cref="ImaginedClients"/> who could have made the same records, each
/// played on from the landmark. For the first episodes of clients of the preset psychotherapy.
/// </summary>
internal sealed class HistoryRisks(SimulationOptions options)
{
    /// <summary>Imagined clients that are weighed, and those of them that are played on at a landmark.</summary>
    public const int Weighed = 2000;
    public const int PlayedOn = 150;

    // Streams of clients and therapists are taken by the simulation.
    private const int FirstStream = -2;

    private readonly CourseParameters _parameters = PresetParameters.Of(options.Preset);
    private readonly Practice _practice = new(options, PresetParameters.Of(options.Preset));

    /// <summary>The risk at some landmarks of a client's first episode.</summary>
    /// <param name="client">Its number in the export, from 1 on.</param>
    /// <param name="landmarks">Minutes, ascending.</param>
    /// <param name="horizonDays">Days ahead.</param>
    public double[] Of(int client, IReadOnlyList<int> landmarks, int horizonDays)
    {
        var history = new ClientCourse(options, _parameters, _practice).First(client - 1);
        var random = new RandomStream((ulong)options.Seed, FirstStream - client);
        var imagined = new ImaginedClients(_parameters, history, Weighed, ref random);
        var risks = new double[landmarks.Count];
        for (var l = 0; l < risks.Length; l++)
        {
            while (imagined.Events + 1 < history.States.Count && history.States[imagined.Events + 1].Now <= landmarks[l]) imagined.Step(ref random);
            risks[l] = imagined.Risk(PlayedOn, options.InactivityDays, landmarks[l] + (horizonDays * Clock.Day), ref random);
        }

        return risks;
    }
}
