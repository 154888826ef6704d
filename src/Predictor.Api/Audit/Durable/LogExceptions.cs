using System.Diagnostics.CodeAnalysis;

namespace Predictor.Api.Audit.Durable;

/// <summary>A record could not be written, and whoever wanted it written must not go on as if it were.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Made in one place.")]
[SuppressMessage("Design", "CA1064", Justification = "The service is a program, not a library.")]
internal sealed class LogUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The files of a log contradict each other: something was changed or taken away that no crash takes away. Writing on would hide it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without a message.")]
[SuppressMessage("Design", "CA1064", Justification = "The service is a program, not a library.")]
internal sealed class LogDamagedException(string message) : Exception(message);
