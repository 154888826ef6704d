using System.Diagnostics.CodeAnalysis;

namespace Predictor.Api.Security.Listening;

/// <summary>The service was told to listen where it must not.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without the address.")]
[SuppressMessage("Design", "CA1064", Justification = "Nobody outside catches it: it ends the start.")]
internal sealed class AddressRefusedException(string message) : Exception(message);
