namespace Predictor.Simulation.Presets;

/// <summary>The numbers of each preset.</summary>
internal static class PresetParameters
{
    public static CourseParameters Of(Preset preset) => preset == Preset.Ctn ? Ctn : Psychotherapy;

    private static CourseParameters Psychotherapy { get; } = new()
    {
        IsProgramme = false,
        KeepAfterMisses = [2.2, 1.7, 1.3, 0.9, 0.6],
        KeepEarly = [-0.6, -0.3, -0.1],
        BookAtEnd = [2.4, 3.1, 4.1, 4.8],
        BookAgain = [0.9, -0.1, -0.8, -1.8, -2.4, -2.8, -3.2, -3.5, -3.8, -4, -4, -4.2, -4.5, -4.5, -5, -5],
        Bond = 0.55,
        PropensityOnBooking = 1,
        PropensityOnKeeping = 0.5,
        FrailtySd = 0.6,
        CancelsEarly = 0.04,
        CancelsLate = 0.03,
    };

    private static CourseParameters Ctn { get; } = new()
    {
        IsProgramme = true,
        KeepAfterMisses = [2.7, 0.0, -0.9, -2.6, -4.6],
        KeepEarly = [9, -1.05, -0.45],
        RecentMisses = [0, -1, -1.7, -2],
        CallsAfterMiss = 0.5,
        PropensityOnBooking = 0,
        PropensityOnKeeping = 0.45,
        FrailtySd = 0.7,
        CancelsEarly = 0,
        CancelsLate = 0,
        ClinicCancels = 0,
        SaysStop = 0,
        Moves = 0,
        ReturnsLater = 0,
    };
}
