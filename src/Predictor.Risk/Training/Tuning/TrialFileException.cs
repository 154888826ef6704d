using System.Diagnostics.CodeAnalysis;

namespace Predictor.Risk.Training.Tuning;

/// <summary>The file of trials cannot be gone on from; the message says why.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without its message.")]
public sealed class TrialFileException(string message) : Exception(message);
