using Predictor.Care.Fhir.Mapping;

namespace Predictor.Care.Fhir.Reading;

/// <summary>Resources of one call, each once, in an order that does not depend on the order of their coming.</summary>
internal sealed class FhirResourceSet
{
    private readonly List<FhirResource> _all = [];

    private FhirResourceSet()
    {
    }

    public IReadOnlyList<FhirResource> All => _all;

    public PatientReferences Patients { get; } = new();

    /// <summary>Takes in what can be read, and lists what cannot.</summary>
    public static FhirResourceSet Of(IEnumerable<FhirInput> inputs, FhirContext context)
    {
        var set = new FhirResourceSet();
        var byKey = new Dictionary<string, FhirResource>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            if (FhirResource.Read(input) is not { } resource)
            {
                context.Issues.Warning(input, "structure", "The element is no resource: it has no resourceType.");
            }
            else if (!FhirTypes.All.Contains(resource.Type))
            {
                context.Issues.Information(resource, "not-supported", null, "Resources of this type tell nothing that is read.");
            }
            else if (context.MayRead(resource))
            {
                set.Take(resource, byKey, context);
            }
        }

        set._all.AddRange(byKey.Values);
        set._all.Sort(Compare);
        foreach (var resource in set._all) set.Patients.Add(resource);
        return set;
    }

    private void Take(FhirResource resource, Dictionary<string, FhirResource> byKey, FhirContext context)
    {
        if (resource.Reference is not { } key)
        {
            // Nobody can refer to it, and so it cannot be the same as another.
            _all.Add(resource);
        }
        else if (!byKey.TryGetValue(key, out var other))
        {
            byKey.Add(key, resource);
        }
        else
        {
            var isNewer = IsNewer(resource, other, context);
            if (isNewer) byKey[key] = resource;
            context.Issues.Information(isNewer ? other : resource, "duplicate", null, "The same resource is given twice; the version last changed by the time of the score is read.");
        }
    }

    /// <summary>Whether one version of a resource is to be read rather than another: the later of those that were there by then.</summary>
    private static bool IsNewer(FhirResource one, FhirResource other, FhirContext context)
    {
        var (mine, its) = (context.Moment(one.LastUpdated)?.Ticks ?? 0, context.Moment(other.LastUpdated)?.Ticks ?? 0);
        if (mine > context.Until != its > context.Until) return mine <= context.Until;
        if (mine != its) return mine > its == mine <= context.Until;
        return string.CompareOrdinal(one.Element.GetRawText(), other.Element.GetRawText()) < 0;
    }

    private static int Compare(FhirResource left, FhirResource right)
    {
        var order = string.CompareOrdinal(left.Type, right.Type);
        if (order == 0) order = string.CompareOrdinal(left.Reference, right.Reference);
        return order != 0 || ReferenceEquals(left, right) || left.Reference is not null ? order : string.CompareOrdinal(left.Element.GetRawText(), right.Element.GetRawText());
    }
}
