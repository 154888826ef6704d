namespace Predictor.Simulation.Course;

/// <summary>An open rupture of the alliance.</summary>
internal enum Rupture
{
    None,
    Withdrawal,
    Confrontation,
}
