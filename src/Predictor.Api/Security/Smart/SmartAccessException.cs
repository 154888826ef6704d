using System.Diagnostics.CodeAnalysis;

namespace Predictor.Api.Security.Smart;

/// <summary>An EHR gave no access token. The message holds nothing secret.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without its message.")]
[SuppressMessage("Design", "CA1064", Justification = "Caught within the service.")]
internal sealed class SmartAccessException(string message) : Exception(message);
