namespace Predictor.Api.CdsHooks.Data;

/// <summary>Why something that an EHR has could not be had.</summary>
internal enum NotHad
{
    /// <summary>It could; the default.</summary>
    None,
    NoServer,
    ServerNotAllowed,
    NoAuthorization,
    Expired,
    WrongSubject,
    ScopeLacking,
    LinkLeadsAway,
    TooMany,
    TooSlow,
    Refused,
    Unreadable,
}

/// <summary>The reasons in words. None holds a value of the call, or says more of the EHR than the call itself did.</summary>
internal static class NotHadText
{
    public static string Of(NotHad reason) => reason switch
    {
        NotHad.NoServer => "The call names no fhirServer to read it from.",
        NotHad.ServerNotAllowed => "The fhirServer of the call is none that the service may connect to.",
        NotHad.NoAuthorization => "The call has no fhirAuthorization to read it with.",
        NotHad.Expired => "The fhirAuthorization of the call has expired.",
        NotHad.WrongSubject => "The fhirAuthorization of the call is for another service.",
        NotHad.ScopeLacking => "The scopes of the fhirAuthorization do not let the service read it.",
        NotHad.LinkLeadsAway => "Its next page is not on the fhirServer of the call.",
        NotHad.TooMany => "It has more pages or bytes than the service reads.",
        NotHad.TooSlow => "The fhirServer did not answer in time.",
        NotHad.Refused => "The fhirServer did not give it.",
        _ => "The fhirServer answered with something that is no such resource.",
    };
}
