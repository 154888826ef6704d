namespace Predictor.Api.Security.Callers;

/// <summary>Whether a credential was taken.</summary>
/// <param name="Caller">Whose it is; null where it was refused.</param>
/// <param name="Refusal">Why it was refused.</param>
internal readonly record struct Verdict(Caller? Caller, Refusal Refusal)
{
    public static implicit operator Verdict(Caller caller) => new(caller, Refusal.None);

    public static implicit operator Verdict(Refusal refusal) => new(null, refusal);
}

/// <summary>Why a credential was refused: for the log of the service, never for whoever sent it.</summary>
internal enum Refusal
{
    None,
    Malformed,
    TwoCredentials,
    UnknownKey,
    WrongKey,
    Expired,
    Algorithm,
    Type,
    Issuer,
    KeySet,
    Signature,
    Audience,
    Lifetime,
    Identity,
    Replayed,
    ReplayCacheFull,
    NotLocal,
}
