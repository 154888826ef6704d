using System.Diagnostics.CodeAnalysis;

namespace Predictor.Training;

/// <summary>The work was cancelled and some of it is kept; the message says what and where.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without its message.")]
internal sealed class CancelledException(string message) : Exception(message);
