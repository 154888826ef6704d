namespace Predictor.Risk.Evaluation.Pooling;

/// <summary>How a model that has not seen a clinic does on all its clients.</summary>
/// <param name="Clinic">The clinic's id; <c>other</c> for the small ones together.</param>
/// <param name="Clinics">How many clinics that is.</param>
/// <param name="TrainingClients">Clients of the other clinics that the model learned from.</param>
/// <param name="Performance">The figures, with intervals by clients drawn; those of the calibration curve have none.</param>
public sealed record ClinicPerformance(string Clinic, int Clinics, int TrainingClients, Performance Performance);
