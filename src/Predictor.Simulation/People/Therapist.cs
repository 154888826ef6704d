namespace Predictor.Simulation.People;

/// <summary>A therapist of one clinic.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="Clinic">The number of the clinic.</param>
/// <param name="Effect">On its clients' propensity to stay.</param>
internal sealed record Therapist(int Number, int Clinic, double Effect);
