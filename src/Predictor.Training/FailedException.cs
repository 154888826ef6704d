using System.Diagnostics.CodeAnalysis;

namespace Predictor.Training;

/// <summary>The data cannot be used; what is wrong has been said.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without its message.")]
internal sealed class FailedException(string message) : Exception(message);
