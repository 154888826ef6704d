using Predictor.Simulation.Drawing;
using Predictor.Simulation.Presets;

namespace Predictor.Simulation.People;

/// <summary>What stays the same over a client's episodes. Drawn; sex and group have no part in anything.</summary>
internal sealed record Client
{
    private Client()
    {
    }

    public required int AgeAtEntry { get; init; }

    public required string Sex { get; init; }

    public required string Group { get; init; }

    public required string Employment { get; init; }

    /// <summary>Support by others, 0 to 10; below 4 is poor.</summary>
    public required int Support { get; init; }

    /// <summary>As the export names it; empty where care is free.</summary>
    public required string Payer { get; init; }

    /// <summary>What a session costs the client.</summary>
    public required int Fee { get; init; }

    public required double DistanceKm { get; init; }

    /// <summary>What nothing observed tells of staying.</summary>
    public required double Frailty { get; init; }

    /// <summary>How hard paying is: the chance that a card is declined.</summary>
    public required double Hardship { get; init; }

    /// <summary>What is not known of the client in the export.</summary>
    public required bool TellsSupport { get; init; }

    public static int DrawSupport(ref RandomStream random) => Math.Clamp((int)Math.Round(6 + (2.2 * random.Normal())), 0, 10);

    public static double DrawFrailty(ref RandomStream random, CourseParameters parameters) => parameters.FrailtySd * random.Normal();

    public static double DrawHardship(string employment, ref RandomStream random) => Math.Min(0.6, random.Lognormal(employment == "unemployed" ? 0.08 : 0.025, 1));

    public static Client Draw(ref RandomStream random, CourseParameters parameters)
    {
        // Care within a trial is free.
        var payer = parameters.IsProgramme ? "" : random.Pick<string>([("commercial", 0.45), ("public", 0.3), ("self_pay", 0.2), ("employer", 0.05)]);
        var employment = random.Pick<string>([("employed", 0.66), ("unemployed", 0.14), ("student", 0.12), ("retired", 0.08)]);
        return new Client
        {
            AgeAtEntry = Math.Clamp((int)Math.Round(38 + (13 * random.Normal())), 18, 85),
            Sex = random.Pick<string>([("f", 0.62), ("m", 0.36), ("x", 0.02)]),
            Group = random.Pick<string>([("a", 0.6), ("b", 0.25), ("c", 0.15)]),
            Employment = employment,
            Support = DrawSupport(ref random),
            Payer = payer,
            Fee = payer switch { "self_pay" => 10 * random.Whole(7, 13), "commercial" => 5 * random.Whole(3, 10), "public" => 5 * random.Whole(0, 2), _ => 0 },
            DistanceKm = Math.Round(random.Lognormal(7, 0.8), 1),
            Frailty = DrawFrailty(ref random, parameters),
            Hardship = DrawHardship(employment, ref random),
            TellsSupport = random.Chance(0.85),
        };
    }
}
