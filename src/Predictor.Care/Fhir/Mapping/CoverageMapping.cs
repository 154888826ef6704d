using Predictor.Care.Fhir.Configuration;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>Who pays at the start of an episode, from Coverage, and when a coverage lapsed.</summary>
internal sealed class CoverageMapping(FhirContext context)
{
    /// <summary>Sets payer and copay from the first coverage that is in force at the start.</summary>
    public void SetPayer(FhirDraft draft, List<FhirResource> coverages)
    {
        var row = draft.Episode;
        var start = context.Moment(row[EpisodeColumns.StartedOn])!.Value;
        foreach (var coverage in coverages.Where(c => c.Text("status") == "active" && Covers(c, start.EarliestTicks, start.Ticks)).OrderBy(OrderOf))
        {
            if (row[EpisodeColumns.Payer] is null && context.Code(FhirNames.Payers, coverage.Element.Member("type")) is { } payer)
            {
                row.Set(EpisodeColumns.Payer, payer, "period.start");
                if (!row.Others.Contains(coverage)) row.Others.Add(coverage);
            }

            if (row[EpisodeColumns.Copay] is null && CopayOf(coverage) is { } copay)
            {
                row.Set(EpisodeColumns.Copay, copay, "period.start");
                if (!row.Others.Contains(coverage)) row.Others.Add(coverage);
            }
        }
    }

    /// <summary>The records of coverages that ended with no other in force on the day after.</summary>
    public IEnumerable<FhirRow> Lapses(IReadOnlyList<FhirResource> coverages)
    {
        foreach (var coverage in coverages)
        {
            if (coverage.Text("status") is not ("active" or "cancelled"))
            {
                context.Issues.Information(coverage, "informational", "status", "The coverage is a draft or was entered in error; it is left out.");
                continue;
            }

            if (context.Code(FhirNames.Payers, coverage.Element.Member("type")) is null) context.Issues.Information(coverage, "not-found", "type", "The type of the coverage is not in the mapping, so it does not tell who pays.");
            var text = coverage.Element.Member("period")?.Text("end");
            if (context.Moment(text) is not { } end || end.Ticks > context.Until) continue;
            if (coverages.Any(o => o != coverage && o.Text("status") is "active" or "cancelled" && Covers(o, end.Ticks, end.Ticks))) continue;
            var row = new FhirRow(PaymentColumns.Schema, coverage);
            row.Set(PaymentColumns.OccurredAt, text, "period.end");
            row.Set(PaymentColumns.Kind, "coverage_lapsed", "period.end");
            yield return row;
        }
    }

    /// <summary>True where the coverage is in force at some time between two instants.</summary>
    private bool Covers(FhirResource coverage, long from, long to)
    {
        var period = coverage.Element.Member("period");
        if (context.Moment(period?.Text("start")) is { } start && start.EarliestTicks > to) return false;
        return context.Moment(period?.Text("end")) is not { } end || end.Ticks > from || (!end.IsDay && end.Ticks == from);
    }

    private static long OrderOf(FhirResource coverage) => coverage.Element.Number("order") is { } text && long.TryParse(text, out var order) ? order : long.MaxValue;

    /// <summary>What the client pays for a session; a share in percent is no amount.</summary>
    private static string? CopayOf(FhirResource coverage)
    {
        foreach (var cost in coverage.Element.List("costToBeneficiary"))
        {
            if (cost.Member("valueMoney")?.Number("value") is not { } value) continue;
            var type = cost.Member("type");
            if (type is null || type.Value.List("coding").Any(c => c.Text("system") == "http://terminology.hl7.org/CodeSystem/coverage-copay-type" && c.Text("code") is "copay" or "spvisit" or "televisit")) return value;
        }

        return null;
    }
}
