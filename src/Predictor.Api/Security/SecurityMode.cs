namespace Predictor.Api.Security;

/// <summary>Who may call at all.</summary>
internal enum SecurityMode
{
    /// <summary>Callers that are configured, each with its scopes.</summary>
    Closed,

    /// <summary>Anyone on this machine, with every scope. Only on loopback addresses.</summary>
    Development,
}
