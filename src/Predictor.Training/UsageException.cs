using System.Diagnostics.CodeAnalysis;

namespace Predictor.Training;

/// <summary>The command was given something that cannot be; the message says what and what was expected.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without its message.")]
internal sealed class UsageException(string message) : Exception(message);
