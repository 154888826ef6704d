namespace Predictor.Api.Security.Outgoing;

/// <summary>What the service connects for. Each purpose has a list of its own: where one may be reached, the others may not for that.</summary>
internal enum OutgoingPurpose
{
    /// <summary>Reading a FHIR server: any address on an origin of <c>Security:OutgoingOrigins</c>.</summary>
    FhirServer,

    /// <summary>Reading public keys: the very addresses that the configuration names.</summary>
    KeySet,

    /// <summary>Signing in: the very addresses that the configuration names.</summary>
    TokenServer,
}
