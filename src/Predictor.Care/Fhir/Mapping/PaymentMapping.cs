using System.Globalization;
using Predictor.Care.Fhir.Configuration;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>
/// What is owed and paid, from Invoice, PaymentNotice and Coverage. FHIR has no balance: an invoice is a charge on its date, a notice a payment when it was
/// created, and an invoice that is balanced or cancelled is settled for the rest when it was last changed.
/// </summary>
internal sealed class PaymentMapping(FhirContext context, PatientReferences patients)
{
    public IEnumerable<FhirRow> Map(IReadOnlyList<FhirResource> resources)
    {
        var invoices = resources.Where(r => r.Type == FhirTypes.Invoice).ToList();
        var notices = Notices(resources).ToList();
        var byInvoice = notices.ToLookup(n => n.Invoice, StringComparer.Ordinal);
        var settled = new HashSet<FhirRow>();
        var rows = new List<FhirRow>();
        foreach (var invoice in invoices) rows.AddRange(OfInvoice(invoice, invoice.Reference is { } key ? [.. byInvoice[patients.Canonical(key)].Select(n => n.Row)] : [], settled));
        foreach (var (row, _) in notices)
        {
            if (settled.Contains(row)) context.Issues.Information(row.Resource, "informational", "created", "The notice is later than the settlement of its invoice and tells nothing more.");
            else rows.Add(row);
        }

        rows.AddRange(new CoverageMapping(context).Lapses([.. resources.Where(r => r.Type == FhirTypes.Coverage)]));
        return rows;
    }

    /// <summary>The records of an invoice.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="notices">The notices on it.</param>
    /// <param name="redundant">Receives the notices that tell nothing more.</param>
    private IEnumerable<FhirRow> OfInvoice(FhirResource invoice, IReadOnlyList<FhirRow> notices, HashSet<FhirRow> redundant)
    {
        var status = invoice.Text("status");
        if (status is not ("issued" or "balanced" or "cancelled"))
        {
            context.Issues.Information(invoice, "informational", "status", "The invoice is a draft or was entered in error; it is left out.");
            yield break;
        }

        var date = invoice.Text("date");
        var amount = invoice.Element.Member("totalGross")?.Number("value") ?? invoice.Element.Member("totalNet")?.Number("value");
        var settledAt = status == "issued" ? null : SettledAt(invoice, date);
        if (status == "cancelled" && settledAt is null)
        {
            context.Issues.Information(invoice, "incomplete", "status", "Nothing says when the invoice was cancelled; it is left out as if it had never been.");
            yield break;
        }

        if (settledAt is { } settled)
        {
            foreach (var late in notices.Where(n => IsPayment(n) && context.Moment(n[PaymentColumns.OccurredAt]) is { } at && at > context.Moment(settled)!.Value)) redundant.Add(late);
        }

        var paid = notices.Where(n => IsPayment(n) && !redundant.Contains(n)).Sum(n => AmountOf(n[PaymentColumns.Amount]));
        var charge = new FhirRow(PaymentColumns.Schema, invoice);
        charge.Set(PaymentColumns.OccurredAt, date, "date");
        charge.Set(PaymentColumns.Kind, context.Extension(invoice, "kind", FhirNames.InvoiceKinds) ?? context.Code(FhirNames.InvoiceKinds, invoice.Element.Member("type")) ?? "charge", "type");
        charge.Set(PaymentColumns.Amount, amount, "totalGross");
        charge.Set(PaymentColumns.DueOn, context.Extension(invoice, "dueOn") ?? DueOn(date), "date");
        if (status == "balanced" && settledAt is null)
        {
            // What was paid at an unknown time cannot be placed, and must not seem to be owed either.
            if (paid < AmountOf(amount)) context.Issues.Information(invoice, "incomplete", "status", "Nothing says when the invoice was balanced; the part that no notice tells of is left out.");
            if (paid == 0 && amount is not "0") yield break;
            charge.Set(PaymentColumns.Amount, Math.Min(paid, AmountOf(amount)).ToString(CultureInfo.InvariantCulture), "totalGross");
        }

        yield return charge;
        var rest = AmountOf(amount) - paid;
        if (settledAt is null || (rest <= 0 && amount is not null)) yield break;
        var settlement = new FhirRow(PaymentColumns.Schema, invoice);
        settlement.Set(PaymentColumns.OccurredAt, settledAt, "meta.lastUpdated");
        settlement.Set(PaymentColumns.Kind, status == "balanced" ? "payment" : "write_off", "status");
        settlement.Set(PaymentColumns.Amount, amount is null ? null : rest.ToString(CultureInfo.InvariantCulture), "totalGross");
        yield return settlement;
    }

    /// <summary>When an invoice was balanced or cancelled, at the latest; null where nothing says so.</summary>
    private string? SettledAt(FhirResource invoice, string? date) =>
        context.Map.LastUpdatedTells.Contains(FhirNames.Balanced) && context.Moment(invoice.LastUpdated) is not null ? context.Later(date, invoice.LastUpdated) : null;

    private string? DueOn(string? date)
    {
        if (context.Map.InvoiceDueDays is not { } days || context.Moment(date) is not { } moment) return null;
        return context.Calendar.DayOf(moment).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private IEnumerable<(FhirRow Row, string Invoice)> Notices(IReadOnlyList<FhirResource> resources)
    {
        // A payment may be told of when it is sent and again when it is received: the first time counts.
        var told = new HashSet<string>(StringComparer.Ordinal);
        var all = resources.Where(r => r.Type == FhirTypes.PaymentNotice).OrderBy(r => context.Moment(r.Text("created"))?.Ticks ?? long.MaxValue).ThenBy(r => r.Reference, StringComparer.Ordinal);
        foreach (var notice in all)
        {
            if (notice.Text("status") != "active")
            {
                context.Issues.Information(notice, "informational", "status", "The notice is not active; it is left out.");
                continue;
            }

            if ((context.Extension(notice, "kind", FhirNames.PaymentKinds) ?? context.Code(FhirNames.PaymentKinds, notice.Element.Member("paymentStatus"))) is not { } kind)
            {
                context.Issues.Information(notice, "not-found", "paymentStatus", "The status of the payment is not in the mapping.");
                continue;
            }

            var invoice = notice.ReferenceAt("request") is { } request ? patients.Canonical(request) : "";
            if (notice.ReferenceAt("payment") is { } payment && !told.Add($"{payment} {invoice} {kind}"))
            {
                context.Issues.Information(notice, "duplicate", "payment", "An earlier notice tells of the same payment.");
                continue;
            }

            var row = new FhirRow(PaymentColumns.Schema, notice);
            row.Set(PaymentColumns.OccurredAt, OccurredAt(notice), "created");
            row.Set(PaymentColumns.Kind, kind, "paymentStatus");
            // The amount of a notice is required, so one that moves no money has zero.
            row.Set(PaymentColumns.Amount, kind is "plan_started" or "coverage_lapsed" ? null : notice.Element.Member("amount")?.Number("value"), "amount");
            yield return (row, invoice);
        }
    }

    /// <summary>A payment is known once its notice is there; one announced for later occurs then.</summary>
    private string? OccurredAt(FhirResource notice)
    {
        var (created, paid) = (notice.Text("created"), notice.Text("paymentDate"));
        return context.Moment(paid) is { } day && context.Moment(created) is { } known && day.IsSurelyAfter(known) ? paid : created;
    }

    private static bool IsPayment(FhirRow row) => row[PaymentColumns.Kind] is "payment" or "write_off";

    private static decimal AmountOf(string? text) => text is not null && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) < 1_000_000_000_000 ? amount : 0;
}
