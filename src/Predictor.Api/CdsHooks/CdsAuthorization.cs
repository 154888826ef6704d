using System.Text.Json;
using System.Text.RegularExpressions;
using Predictor.Care.Fhir.Reading;

namespace Predictor.Api.CdsHooks;

/// <summary>The leave of a call to read the EHR: <c>fhirAuthorization</c>.</summary>
internal sealed partial class CdsAuthorization
{
    private readonly string[] _scopes;

    private CdsAuthorization(string token, TimeSpan life, string[] scopes, string subject, string? patient) => (Token, Life, _scopes, Subject, Patient) = (token, life, scopes, subject, patient);

    /// <summary>The access token. Never to be logged.</summary>
    public string Token { get; }

    /// <summary>How long it can still be used.</summary>
    public TimeSpan Life { get; }

    /// <summary>The id under which the EHR's authorization server knows the service.</summary>
    public string Subject { get; }

    /// <summary>The only patient that it is for; null where it is for more.</summary>
    public string? Patient { get; }

    /// <summary>Reads it; what is wrong is added to the errors.</summary>
    public static CdsAuthorization? Read(JsonElement element, CdsErrors errors)
    {
        const string Place = "/fhirAuthorization";
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.WrongType(Place, "an object");
            return null;
        }

        var token = CdsCall.Required(element, "access_token", Place, errors, "an OAuth 2 access token");
        // What is not of this form could end the header that it is sent in.
        if (token is not null && !TokenForm().IsMatch(token))
        {
            errors.Wrong(Place + "/access_token", "The value is no bearer token.", "letters, digits and -._~+/=");
            token = null;
        }

        var type = CdsCall.Required(element, "token_type", Place, errors, "Bearer");
        if (type is not null && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) errors.Wrong(Place + "/token_type", "The kind of token is not supported.", "Bearer");
        var scope = CdsCall.Required(element, "scope", Place, errors, "the scopes, with spaces between");
        var subject = CdsCall.Required(element, "subject", Place, errors, "the client id of the service at the authorization server");
        var life = LifeOf(element, Place, errors);
        var patient = element.Find("patient") is { ValueKind: not JsonValueKind.Null } ? CdsCall.Required(element, "patient", Place, errors, "the FHIR id of a patient, or no such field") : null;
        return token is null || scope is null || subject is null || life is null
            ? null
            : new CdsAuthorization(token, life.Value, scope.Split(' ', StringSplitOptions.RemoveEmptyEntries), subject, patient);
    }

    /// <summary>Whether the scopes let the service read or search resources of a type (SMART App Launch, versions 1 and 2).</summary>
    public bool Lets(string type) => _scopes.Any(s => Scope().Match(s) is { Success: true } scope
        && (scope.Groups["type"].Value == "*" || scope.Groups["type"].Value == type)
        && (scope.Groups["verbs"].Value is "read" or "*" || (scope.Groups["verbs"].Value.Contains('r', StringComparison.Ordinal) && scope.Groups["verbs"].Value.Contains('s', StringComparison.Ordinal))));

    private static TimeSpan? LifeOf(JsonElement element, string place, CdsErrors errors)
    {
        const string Expected = "a whole number of seconds";
        if (element.Find("expires_in") is not { ValueKind: not JsonValueKind.Null } value)
        {
            errors.Missing(place + "/expires_in", Expected);
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var seconds)) return TimeSpan.FromSeconds(seconds);
        errors.WrongType(place + "/expires_in", Expected);
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._~+/-]{1,16384}=*\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"^(patient|user|system)/(?<type>\*|[A-Za-z]+)\.(?<verbs>read|\*|c?r?u?d?s?)(\?.*)?\z")]
    private static partial Regex Scope();
}
