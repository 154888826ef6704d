using Predictor.Simulation.Drawing;
using Predictor.Simulation.Presets;

namespace Predictor.Simulation.People;

/// <summary>The clinics and their therapists, who see some sixty clients each.</summary>
internal sealed class Practice
{
    public const int Clinics = 3;

    private const int EpisodesATherapist = 60;
    private const int TherapistStream = -1;

    private readonly Therapist[] _therapists;

    public Practice(SimulationOptions options, CourseParameters parameters)
    {
        var random = new RandomStream((ulong)options.Seed, TherapistStream);
        _therapists = new Therapist[Math.Max(Clinics * 2, options.Episodes / EpisodesATherapist)];
        for (var i = 0; i < _therapists.Length; i++) _therapists[i] = new Therapist(i + 1, (i % Clinics) + 1, parameters.TherapistSd * random.Normal());
    }

    public Therapist Draw(ref RandomStream random) => _therapists[random.Whole(0, _therapists.Length - 1)];

    /// <summary>Whether a clinic reminds its clients: all but the third.</summary>
    public static bool Reminds(int clinic) => clinic != 3;
}
