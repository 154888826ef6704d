using System.Diagnostics.CodeAnalysis;

namespace Predictor.Api.Security;

/// <summary>The service was told to listen where others than this machine could reach it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing without the address.")]
[SuppressMessage("Design", "CA1064", Justification = "Nobody outside catches it: it ends the start.")]
internal sealed class NotLoopbackException(string address)
    : Exception($"The address {address} can be reached from other machines, and the service has no authentication; expected a loopback address such as http://127.0.0.1:5080.");
