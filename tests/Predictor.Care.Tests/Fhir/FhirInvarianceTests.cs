using Predictor.Care.Episodes;
using Predictor.Care.Time;
using Predictor.Testing;
using Xunit;

namespace Predictor.Care.Tests.Fhir;

public sealed class FhirInvarianceTests
{
    [Fact]
    public void The_order_of_the_resources_makes_no_difference()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var episode = RandomEpisodes.Create(seed);
            var resources = new FhirWriter(ClinicCalendar.Utc).Write(episode).ToArray();
            foreach (var ticks in Instants.Some(episode, 2, seed))
            {
                var asOf = new DateTimeOffset(ticks, TimeSpan.Zero);
                var one = Resources.Read(resources, asOf);
                new Random(seed).Shuffle(resources);
                var other = Resources.Read(resources, asOf);
                Assert.Equal(Text(one.Episode), Text(other.Episode));
                Assert.Equal(one.Basis, other.Basis);
                Assert.Equal(one.Issues.Count, other.Issues.Count);
            }
        }
    }

    [Fact]
    public void What_becomes_known_later_changes_nothing()
    {
        var scored = 0;
        for (var seed = 0; seed < 250; seed++)
        {
            var episode = RandomEpisodes.Create(seed) with { ReferredOn = null };
            foreach (var ticks in Instants.Some(episode, 3, seed))
            {
                // Without its booking an appointment is known through its outcome only, and FHIR holds the present state alone.
                var past = episode with { Appointments = [.. episode.Appointments.Where(a => a.BookedAt is not null || a.StatusAt is not null)] };
                var other = RandomEpisodes.WithAnotherFuture(past, ticks, seed);
                var asOf = new DateTimeOffset(ticks, TimeSpan.Zero);
                var one = Read(past, asOf);
                var two = Read(other, asOf);
                Assert.Equal(Text(one.Episode), Text(two.Episode));
                if (one.Episode is not null) scored++;
            }
        }

        Assert.True(scored > 300, $"{scored}");
    }

    [Fact]
    public void Whole_resources_of_later_tell_nothing()
    {
        string[] later =
        [
            Resources.Appointment("later", "2026-04-02T09:00:00Z", "fulfilled").Replace("2026-02-01", "2026-03-25", StringComparison.Ordinal),
            Resources.Of("Encounter", "later", """ "status": "finished", "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "VR" }, "appointment": [ { "reference": "Appointment/b" } ], "episodeOfCare": [ { "reference": "EpisodeOfCare/later" } ], "period": { "start": "2026-03-27T09:05:00Z" } """),
            Resources.Of("Observation", "later", """ "status": "final", "code": { "coding": [ { "system": "http://loinc.org", "code": "44261-6" } ] }, "effectiveDateTime": "2026-03-10", "issued": "2026-03-21T10:00:00Z", "valueQuantity": { "value": 20 } """),
            Resources.Of("Communication", "later", """ "status": "completed", "sent": "2026-03-20T12:00:01Z", "category": [ { "coding": [ { "system": "urn:predictor:fhir:purposes", "code": "reminder" } ] } ], "about": [ { "reference": "Appointment/b" } ] """),
            Resources.Of("Invoice", "later", """ "status": "issued", "date": "2026-03-25", "totalGross": { "value": 90 } """),
            """{ "resourceType": "PaymentNotice", "id": "later", "status": "active", "created": "2026-03-22", "request": { "reference": "Invoice/i" }, "payment": { "reference": "PaymentReconciliation/1" }, "amount": { "value": 80 }, "paymentStatus": { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/paymentstatus", "code": "cleared" } ] } }""",
            Resources.Of("EpisodeOfCare", "later", """ "status": "planned", "period": { "start": "2026-03-26" } """, "patient"),
            Resources.Of("Coverage", "later", """ "status": "active", "period": { "start": "2026-03-25", "end": "2026-04-25" } """, "beneficiary"),
        ];
        string[] known =
        [
            Resources.Appointment("a", "2026-03-02T09:00:00Z", "noshow"),
            Resources.Appointment("b", "2026-03-27T09:00:00Z", "booked"),
            Resources.Of("Invoice", "i", """ "status": "balanced", "date": "2026-03-01", "totalGross": { "value": 80 }, "meta": { "lastUpdated": "2026-03-05T10:00:00Z" } """),
            Resources.Of("Coverage", "c", """ "status": "active", "period": { "end": "2026-03-15" } """, "beneficiary"),
            Resources.Of("Observation", "o", """ "status": "final", "code": { "coding": [ { "system": "http://loinc.org", "code": "44261-6" } ] }, "effectiveDateTime": "2026-03-02", "valueQuantity": { "value": 12 } """),
            Resources.Of("Communication", "m", """ "status": "completed", "sent": "2026-03-03T10:00:00Z", "sender": { "reference": "Practitioner/x" } """),
        ];
        var alone = Resources.Read(known);
        Assert.NotNull(alone.Episode);
        Assert.Equal(2, alone.Episode.Appointments.Count);
        Assert.Equal(3, alone.Episode.Payments!.Count);
        foreach (var one in later)
        {
            Assert.Equal(Text(alone.Episode), Text(Resources.Read([.. known, one]).Episode));
            Assert.Equal(alone.Basis, Resources.Read([one, .. known]).Basis);
        }

        Assert.Equal(Text(alone.Episode), Text(Resources.Read([.. later, .. known]).Episode));
    }

    private static Predictor.Care.Fhir.FhirReading Read(Episode episode, DateTimeOffset asOf) => Resources.Read(new FhirWriter(ClinicCalendar.Utc).Write(episode), asOf);

    private static string Text(Episode? episode) => episode is null ? "none" : System.Text.Json.JsonSerializer.Serialize(episode);
}
