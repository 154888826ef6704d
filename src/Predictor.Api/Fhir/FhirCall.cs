using System.Globalization;
using System.Text.Json;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Time;

namespace Predictor.Api.Fhir;

/// <summary>What a call of the operation asks for: a Bundle alone, or Parameters with one.</summary>
internal sealed class FhirCall
{
    public const string OperationName = "score-dropout-risk";
    public const string BundleName = "bundle";
    public const string ResourceName = "resource";
    public const string AsOfName = "asOf";
    public const string PatientName = "patient";
    public const string EpisodeName = "episode";
    public const string HorizonName = "horizonDays";
    public const string RecordedName = "recorded";

    private static readonly Dictionary<string, RecordedKinds> Kinds = new(StringComparer.Ordinal)
    {
        ["measures"] = RecordedKinds.Measures,
        ["payments"] = RecordedKinds.Payments,
        ["contacts"] = RecordedKinds.Contacts,
    };

    private readonly List<FhirInput> _resources = [];
    private readonly List<string> _timestamps = [];
    private string? _asOf;
    private string? _asOfPlace;

    private FhirCall(string place) => Place = place;

    /// <summary>The type of the document.</summary>
    public string Place { get; }

    public IReadOnlyList<FhirInput> Resources => _resources;

    public string? Patient { get; private set; }

    public string? Episode { get; private set; }

    public int? HorizonDays { get; private set; }

    public RecordedKinds Recorded { get; private set; }

    /// <summary>Reads the document of a call.</summary>
    /// <param name="document">The body.</param>
    /// <param name="error">What is wrong with it; null where nothing is.</param>
    public static FhirCall? Read(JsonElement document, out FhirResult? error)
    {
        error = null;
        var type = document.Text("resourceType");
        if (type == "Bundle")
        {
            var call = new FhirCall(type);
            call.Take(document, type);
            return call;
        }

        if (type == "Parameters") return new FhirCall(type).ReadParameters(document, out error);
        error = FhirResult.Error(StatusCodes.Status400BadRequest, "structure", "The body is neither a Bundle nor Parameters with one.", "resourceType");
        return null;
    }

    /// <summary>The moment to judge at: as asked for, else when the Bundle was put together, else now.</summary>
    /// <returns>Null where it cannot be read, with the error.</returns>
    public DateTimeOffset? AsOf(ClinicCalendar calendar, TimeProvider time, out FhirResult? error)
    {
        error = null;
        DateTimeOffset? latest = null;
        foreach (var text in _asOf is null ? _timestamps : [_asOf])
        {
            if (!FhirTime.TryParse(text, calendar, out var moment))
            {
                error = FhirResult.Error(
                    StatusCodes.Status400BadRequest, "value", "The time cannot be read; expected a day such as 2026-03-02, or a time with its offset such as 2026-03-02T09:00:00Z.", _asOf is null ? "Bundle.timestamp" : _asOfPlace);
                return null;
            }

            // Several Bundles tell as much as the latest of them.
            if (latest is null || moment.Known > latest) latest = moment.Known;
        }

        return latest ?? time.GetUtcNow();
    }

    private FhirCall? ReadParameters(JsonElement document, out FhirResult? error)
    {
        error = null;
        if (document.Find("parameter") is not { ValueKind: JsonValueKind.Array } list)
        {
            error = FhirResult.Error(StatusCodes.Status400BadRequest, "required", $"The Parameters hold no parameter; expected {BundleName}.", "Parameters.parameter");
            return null;
        }

        var index = 0;
        foreach (var parameter in list.EnumerateArray())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"Parameters.parameter[{index++}]");
            if (ReadParameter(parameter, place)) continue;
            error = FhirResult.Error(
                StatusCodes.Status400BadRequest, "invalid",
                $"The parameter is not known, is given twice or has no value of its type; expected {BundleName} or {ResourceName} with a resource, {AsOfName} with valueDateTime, {PatientName} or {EpisodeName} with valueString, valueId or valueReference, {HorizonName} with valueInteger, {RecordedName} with valueCode {string.Join(", ", Kinds.Keys)}.",
                place);
            return null;
        }

        if (_resources.Count > 0) return this;
        error = FhirResult.Error(StatusCodes.Status400BadRequest, "required", $"The Parameters hold no resource; expected {BundleName} with a Bundle.", "Parameters.parameter");
        return null;
    }

    private bool ReadParameter(JsonElement parameter, string place)
    {
        switch (parameter.Text("name"))
        {
            case BundleName or ResourceName:
                return Take(parameter, "resource", place);
            case AsOfName when _asOf is null:
                _asOf = parameter.Text("valueDateTime") ?? parameter.Text("valueInstant") ?? parameter.Text("valueDate");
                _asOfPlace = place;
                return _asOf is not null;
            case PatientName when Patient is null:
                return (Patient = ReferenceOf(parameter)) is not null;
            case EpisodeName when Episode is null:
                return (Episode = ReferenceOf(parameter)) is not null;
            case HorizonName when HorizonDays is null:
                if (parameter.Find("valueInteger") is not { ValueKind: JsonValueKind.Number } days || !days.TryGetInt32(out var number)) return false;
                HorizonDays = number;
                return true;
            case RecordedName:
                if (!Kinds.TryGetValue(parameter.Text("valueCode") ?? parameter.Text("valueString") ?? "", out var kind)) return false;
                Recorded |= kind;
                return true;
            default:
                return false;
        }
    }

    private bool Take(JsonElement parameter, string name, string place)
    {
        if (parameter.Member(name) is not { } resource) return false;
        Take(resource, $"{place}.{name}");
        return true;
    }

    private void Take(JsonElement resource, string place)
    {
        _resources.AddRange(FhirInput.Of(resource, place));
        if (FhirInput.TimestampOf(resource) is { } timestamp) _timestamps.Add(timestamp);
    }

    private static string? ReferenceOf(JsonElement parameter) => parameter.Text("valueString") ?? parameter.Text("valueId") ?? parameter.Member("valueReference")?.Text("reference");
}
