namespace Predictor.Simulation.Course;

/// <summary>How a session is held.</summary>
internal enum Delivery
{
    InPerson,
    Video,
    Phone,
}
