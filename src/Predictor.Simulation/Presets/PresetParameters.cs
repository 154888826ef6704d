namespace Predictor.Simulation.Presets;

/// <summary>The numbers of each preset.</summary>
internal static class PresetParameters
{
    public static CourseParameters Of(Preset preset) => preset == Preset.Ctn ? Ctn : Psychotherapy;

    private static CourseParameters Psychotherapy { get; } = new()
    {
        IsProgramme = false,
        KeepAfterMisses = [1.55, 0.6, 0.45, 0.35, 0.25],
        KeepEarly = [-0.45, -0.3, -0.1],
        BookAtEnd = [0.1, 2.0, 4.3, 5],
        BookAgain = [0.1, -0.7, -1.3, -1.6, -2, -2.5, -3, -3.5, -3.8, -4, -4, -4.2, -4.5, -4.5, -5, -5],
        Bond = 1.95,
        PropensityOnBooking = 1,
        PropensityOnKeeping = 0.48,
        FrailtySd = 0.6,
        CancelsEarly = 0.04,
        CancelsLate = 0.03,
    };

    // Care within the trial is free, and all visits are in person.
    private static CourseParameters Ctn { get; } = new()
    {
        IsProgramme = true,
        KeepAfterMisses = [2.98, 0.75, -0.85, -2.0, -4.4, -5.7],
        KeepEarly = [9, -1.25, -0.75, -0.1, -0.15, -0.3],
        RecentMisses = [0, -1.1, -1.85, -2.1],
        CallsAfterMiss = 0.5,
        PropensityOnBooking = 0,
        PropensityOnKeeping = 0.6,
        FrailtySd = 0.9,
        Alliance = 0.5,
        Unemployed = -0.83,
        CancelsEarly = 0,
        CancelsLate = 0,
        ClinicCancels = 0,
        SaysStop = 0,
        Moves = 0,
        ReturnsLater = 0,
    };
}
