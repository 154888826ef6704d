using Predictor.Care.Episodes;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Configuration;
using Predictor.Testing;
using Xunit;
using static Predictor.Care.Tests.Fhir.Resources;

namespace Predictor.Care.Tests.Fhir;

public sealed class MappingTests
{
    private const string Phq9 = """ "code": { "coding": [ { "system": "http://loinc.org", "code": "44261-6" } ] } """;

    [Fact]
    public void The_age_is_counted_in_whole_years_at_the_start()
    {
        Assert.Equal(35, Read().Episode!.AgeAtStart);
        Assert.Equal(35, ReadAll(AsOf, [Patient.Replace("1990-06-15", "1990-01-05", StringComparison.Ordinal).Replace("1990", "1991", StringComparison.Ordinal), Course]).Episode!.AgeAtStart);
        Assert.Equal(34, ReadAll(AsOf, [Patient.Replace("1990-06-15", "1991-01-06", StringComparison.Ordinal), Course]).Episode!.AgeAtStart);
        var partial = ReadAll(AsOf, [Patient.Replace("1990-06-15", "1990-06", StringComparison.Ordinal), Course]);
        Assert.Null(partial.Episode!.AgeAtStart);
        Assert.Contains(partial.Issues, i => i.Expression == "Bundle.entry[0].resource.birthDate");
    }

    [Fact]
    public void A_care_plan_is_the_episode_where_there_is_no_other()
    {
        var plan = Of("CarePlan", "plan", """ "status": "completed", "intent": "plan", "period": { "start": "2026-01-02", "end": "2026-03-01" } """);
        var alone = ReadAll(AsOf, [Patient, plan]);
        Assert.Equal(("plan", EndReason.Completed), (alone.Episode!.EpisodeId, alone.Episode.End!.Reason));
        Assert.Equal("e", Read(plan).Episode!.EpisodeId);
        Assert.Contains(Read(plan).Issues, i => i is { ResourceType: "CarePlan", Severity: FhirSeverity.Information });
    }

    [Fact]
    public void A_finished_episode_without_any_day_of_its_end_is_refused_rather_than_taken_for_open()
    {
        var finished = Course.Replace("active", "finished", StringComparison.Ordinal);
        Assert.True(ReadAll(AsOf, [Patient, finished]).HasErrors);
        var dated = finished.Replace("\"2026-01-05\" }", "\"2026-01-05\" }, \"statusHistory\": [ { \"status\": \"finished\", \"period\": { \"start\": \"2026-03-03\" } } ]", StringComparison.Ordinal);
        Assert.Equal(Given.When("2026-03-03"), ReadAll(AsOf, [Patient, dated]).Episode!.End!.EndedOn);
    }

    [Fact]
    public void A_client_who_has_died_is_never_taken_for_one_in_treatment()
    {
        string Dead(string more) => Patient.Replace("1990-06-15\"", "1990-06-15\", " + more, StringComparison.Ordinal);
        Assert.Equal(EndReason.Died, ReadAll(AsOf, [Dead(""" "deceasedDateTime": "2026-03-01" """), Course]).Episode!.End!.Reason);
        Assert.Null(ReadAll("2026-02-01T00:00:00Z", [Dead(""" "deceasedDateTime": "2026-03-01" """), Course]).Episode!.End);
        Assert.Equal(Given.When("2026-03-02 10:00"), ReadAll(AsOf, [Dead(""" "deceasedBoolean": true, "meta": { "lastUpdated": "2026-03-02T10:00:00Z" } """), Course]).Episode!.End!.EndedOn);
        Assert.True(ReadAll(AsOf, [Dead(""" "deceasedBoolean": true """), Course]).HasErrors);
    }

    [Fact]
    public void An_expected_end_of_an_active_episode_is_no_end() =>
        Assert.Null(ReadAll(AsOf, [Patient, Course.Replace("\"2026-01-05\" }", "\"2026-01-05\", \"end\": \"2026-02-01\" }", StringComparison.Ordinal)]).Episode!.End);

    [Fact]
    public void A_cancellation_is_known_when_the_appointment_was_last_changed_if_that_was_before_its_start()
    {
        var cancelled = Appointment("a", "2026-03-27T09:00:00Z", "cancelled", """ "cancelationReason": { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason", "code": "pat-lt" } ] }, "meta": { "lastUpdated": "2026-03-18T09:00:00Z" } """);
        var appointment = Assert.Single(Read(cancelled).Episode!.Appointments);
        Assert.Equal((AppointmentStatus.Cancelled, CancelledBy.Client, Given.When("2026-03-18 09:00")), (appointment.Status, appointment.CancelledBy, appointment.StatusAt));
        Assert.Equal(AppointmentStatus.Booked, Assert.Single(ReadAt("2026-03-10T00:00:00Z", cancelled).Episode!.Appointments).Status);
        var unknown = Read(Appointment("a", "2026-03-10T09:00:00Z", "cancelled", """ "meta": { "lastUpdated": "2026-03-18T09:00:00Z" } """));
        Assert.Null(Assert.Single(unknown.Episode!.Appointments).StatusAt);
        Assert.Contains(unknown.Issues, i => i.Code == "incomplete");
    }

    [Fact]
    public void The_extension_for_the_time_of_a_status_comes_before_the_last_change()
    {
        var told = Appointment("a", "2026-03-10T09:00:00Z", "cancelled", """ "extension": [ { "url": "urn:predictor:fhir:status-at", "valueDateTime": "2026-03-09T20:00:00+01:00" }, { "url": "http://elsewhere.example", "valueString": "x" } ], "meta": { "lastUpdated": "2026-03-08T09:00:00Z" } """);
        Assert.Equal(Given.When("2026-03-09 19:00"), Assert.Single(Read(told).Episode!.Appointments).StatusAt);
    }

    [Fact]
    public void An_encounter_tells_what_became_of_its_appointment_and_one_without_is_a_session()
    {
        var reading = Read(
            Appointment("a", "2026-03-02T09:00:00Z", "booked"),
            Of("Encounter", "x", """ "status": "finished", "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB" }, "appointment": [ { "reference": "https://ehr.example/fhir/Appointment/a/_history/3" } ], "period": { "start": "2026-03-02T09:04:00Z" } """),
            Of("Encounter", "y", """ "status": "finished", "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "VR" }, "period": { "start": "2026-03-09T09:00:00Z", "end": "2026-03-09T09:50:00Z" } """),
            Of("Encounter", "z", """ "status": "finished", "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "EMER" }, "period": { "start": "2026-03-11T09:00:00Z" } """));
        Assert.Equal(["a", "Encounter-y"], reading.Episode!.Appointments.Select(a => a.AppointmentId));
        Assert.All(reading.Episode.Appointments, a => Assert.Equal(AppointmentStatus.Fulfilled, a.Status));
        Assert.Equal((Given.When("2026-03-02 09:04"), null), (reading.Episode.Appointments[0].StatusAt, reading.Episode.Appointments[0].Delivery));
        Assert.Equal((50, Delivery.Video), (reading.Episode.Appointments[1].DurationMinutes, reading.Episode.Appointments[1].Delivery));
        Assert.DoesNotContain("Encounter/z", reading.Basis);
    }

    [Fact]
    public void An_encounter_near_an_appointment_is_not_a_second_session() =>
        Assert.Single(Read(
            Appointment("a", "2026-03-02T09:00:00Z", "fulfilled"),
            Of("Encounter", "x", """ "status": "finished", "period": { "start": "2026-03-02T09:10:00Z" } """)).Episode!.Appointments);

    [Fact]
    public void A_score_is_known_from_the_later_of_its_taking_and_its_issue()
    {
        var score = Of("Observation", "o", $$""" "status": "final", {{Phq9}}, "effectiveDateTime": "2026-03-01T10:00:00Z", "issued": "2026-03-04T10:00:00Z", "valueQuantity": { "value": 14 }, "performer": [ { "reference": "Patient/p" } ] """);
        var measure = Assert.Single(Read(score).Episode!.Measures!);
        Assert.Equal(("PHQ-9", "total", "client", 14d, Given.When("2026-03-04 10:00")), (measure.Instrument, measure.Scale, measure.Rater, measure.Score, measure.TakenAt));
        Assert.Null(ReadAt("2026-03-03T00:00:00Z", score).Episode!.Measures);
    }

    [Fact]
    public void A_score_out_of_range_and_an_unknown_code_are_left_out_and_listed()
    {
        var reading = Read(
            Of("Observation", "o", $$""" "status": "final", {{Phq9}}, "effectiveDateTime": "2026-03-01", "valueQuantity": { "value": 28 } """),
            Of("Observation", "b", """ "status": "final", "code": { "coding": [ { "system": "http://loinc.org", "code": "8480-6" } ] }, "effectiveDateTime": "2026-03-01", "valueQuantity": { "value": 120 } """));
        Assert.Null(reading.Episode!.Measures);
        Assert.Contains(reading.Issues, i => i is { Severity: FhirSeverity.Warning, Expression: "Bundle.entry[2].resource.value", Code: "value" });
        Assert.Contains(reading.Issues, i => i is { Severity: FhirSeverity.Information, Expression: "Bundle.entry[3].resource.code" });
    }

    [Fact]
    public void A_questionnaire_is_read_by_its_item_or_by_the_sum_of_its_items()
    {
        var map = FhirMapReader.Read("""{ "questionnaires": { "https://q.example/srs": { "instrument": "SRS", "sum": ["1", "2"] } } }"""u8.ToArray(), out var problems);
        Assert.Empty(problems);
        var total = Of("QuestionnaireResponse", "q", """ "status": "completed", "questionnaire": "http://loinc.org/q/44249-1|2.77", "authored": "2026-03-02", "item": [ { "linkId": "g", "item": [ { "linkId": "/44261-6", "answer": [ { "valueInteger": 9 } ] } ] } ] """);
        var sum = Of("QuestionnaireResponse", "r", """ "status": "completed", "questionnaire": "https://q.example/srs", "authored": "2026-03-03", "item": [ { "linkId": "1", "answer": [ { "valueDecimal": 8.5 } ] }, { "linkId": "2", "answer": [ { "valueCoding": { "code": "c", "extension": [ { "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 9 } ] } } ] } ] """);
        var partial = Of("QuestionnaireResponse", "s", """ "status": "completed", "questionnaire": "https://q.example/srs", "authored": "2026-03-04", "item": [ { "linkId": "1", "answer": [ { "valueDecimal": 8.5 } ] } ] """);
        var reading = ReadAll(AsOf, [Patient, Course, total, sum, partial], map);
        Assert.Equal([("PHQ-9", 9d), ("SRS", 17.5)], reading.Episode!.Measures!.Select(m => (m.Instrument, m.Score)));
        Assert.Contains(reading.Issues, i => i is { Severity: FhirSeverity.Warning, ResourceType: "QuestionnaireResponse" });
    }

    [Fact]
    public void An_invoice_is_a_charge_and_settled_by_notices_and_at_its_last_change()
    {
        var issued = Of("Invoice", "i", """ "status": "issued", "date": "2026-02-01", "totalGross": { "value": 80 } """);
        var charge = Assert.Single(Read(issued).Episode!.Payments!);
        Assert.Equal((PaymentKind.Charge, 80d, Given.When("2026-03-03")), (charge.Kind, charge.Amount, charge.DueOn));
        var balanced = Of("Invoice", "i", """ "status": "balanced", "date": "2026-02-01", "totalGross": { "value": 80 }, "meta": { "lastUpdated": "2026-02-20T10:00:00Z" } """);
        const string Notice = """{ "resourceType": "PaymentNotice", "id": "n", "status": "active", "created": "2026-02-10T10:00:00Z", "request": { "reference": "Invoice/i" }, "payment": { "display": "x" }, "amount": { "value": 30 }, "paymentStatus": { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/paymentstatus", "code": "paid" } ] } }""";
        Assert.Equal([(PaymentKind.Charge, 80d), (PaymentKind.Payment, 30d), (PaymentKind.Payment, 50d)], Read(balanced, Notice).Episode!.Payments!.Select(p => (p.Kind, p.Amount!.Value)));
        Assert.Equal([(PaymentKind.Charge, 80d), (PaymentKind.Payment, 30d)], ReadAt("2026-02-15T00:00:00Z", balanced, Notice).Episode!.Payments!.Select(p => (p.Kind, p.Amount!.Value)));
        var cancelled = balanced.Replace("balanced", "cancelled", StringComparison.Ordinal);
        Assert.Equal([PaymentKind.Charge, PaymentKind.WriteOff], Read(cancelled).Episode!.Payments!.Select(p => p.Kind));
        var undated = Of("Invoice", "i", """ "status": "balanced", "date": "2026-02-01", "totalGross": { "value": 80 } """);
        Assert.Null(Read(undated).Episode!.Payments);
        Assert.Contains(Read(undated).Issues, i => i.Code == "incomplete");
    }

    [Fact]
    public void A_payment_that_two_notices_tell_of_counts_once()
    {
        string Notice(string id, string created, string code) => $$"""{ "resourceType": "PaymentNotice", "id": "{{id}}", "status": "active", "created": "{{created}}", "request": { "reference": "Invoice/i" }, "payment": { "reference": "PaymentReconciliation/1" }, "amount": { "value": 80 }, "paymentStatus": { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/paymentstatus", "code": "{{code}}" } ] } }""";
        var payment = Assert.Single(Read(Notice("z", "2026-03-02", "paid"), Notice("a", "2026-03-05", "cleared")).Episode!.Payments!);
        Assert.Equal(Given.When("2026-03-02"), payment.OccurredAt);
    }

    [Fact]
    public void Coverage_tells_who_pays_at_the_start_and_when_it_lapsed()
    {
        var first = Of("Coverage", "c", """ "status": "active", "type": { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "PUBLICPOL" } ] }, "period": { "start": "2025-01-01", "end": "2026-03-01" }, "costToBeneficiary": [ { "valueMoney": { "value": 10 } } ] """, "beneficiary");
        var next = Of("Coverage", "d", """ "status": "active", "type": { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/coverage-selfpay", "code": "pay" } ] }, "period": { "start": "2026-03-02" } """, "beneficiary");
        var lapsed = Read(first).Episode!;
        Assert.Equal((Payer.Public, 10d), (lapsed.Payer, lapsed.Copay));
        Assert.Equal((PaymentKind.CoverageLapsed, Given.When("2026-03-01")), (lapsed.Payments![0].Kind, lapsed.Payments[0].OccurredAt));
        var renewed = Read(first, next).Episode!;
        Assert.Equal(Payer.Public, renewed.Payer);
        Assert.Null(renewed.Payments);
    }

    [Fact]
    public void A_communication_is_a_contact_with_its_answer_and_a_reminder_is_its_appointments()
    {
        var reading = Read(
            Appointment("a", "2026-03-10T09:00:00Z", "fulfilled"),
            Of("Communication", "r2", """ "status": "completed", "sent": "2026-03-09T09:00:00Z", "category": [ { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/communication-category", "code": "reminder" } ] } ], "about": [ { "reference": "Appointment/a" } ] """),
            Of("Communication", "r1", """ "status": "completed", "sent": "2026-03-08T09:00:00Z", "category": [ { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/communication-category", "code": "reminder" } ] } ], "about": [ { "reference": "Appointment/a" } ] """),
            Of("Communication", "out", """ "status": "completed", "sent": "2026-03-12T09:00:00Z", "sender": { "reference": "Practitioner/x" }, "medium": [ { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode", "code": "PHONE" } ] } ] """),
            Of("Communication", "in", """ "status": "completed", "sent": "2026-03-12T19:00:00Z", "received": "2026-03-13T09:00:00Z", "sender": { "reference": "Patient/p" }, "inResponseTo": [ { "reference": "Communication/out" } ] """));
        Assert.Equal(Given.When("2026-03-08 09:00"), Assert.Single(reading.Episode!.Appointments).ReminderSentAt);
        Assert.Equal([ContactDirection.Out, ContactDirection.In], reading.Episode.Contacts!.Select(c => c.Direction!.Value));
        Assert.Equal(("phone", Given.When("2026-03-13 09:00")), (reading.Episode.Contacts![0].Channel, reading.Episode.Contacts[0].AnsweredAt));
        Assert.Contains("Communication/r1", reading.Basis);
    }

    [Fact]
    public void A_kind_of_which_no_record_is_known_is_not_recorded_unless_the_call_says_that_it_would_be_there()
    {
        string[] resources = [Patient, Course, Of("Invoice", "i", """ "status": "draft" """), Of("Communication", "m", """ "status": "completed", "sent": "2026-03-21T10:00:00Z" """)];
        (object? Measures, object? Payments, object? Contacts) Kinds(RecordedKinds recorded) => ReadAll(AsOf, resources, recorded: recorded).Episode is { } e ? (e.Measures?.Count, e.Payments?.Count, e.Contacts?.Count) : default;
        Assert.Equal((null, null, null), Kinds(RecordedKinds.None));
        Assert.Equal((0, null, null), Kinds(RecordedKinds.Measures));
        Assert.Equal((null, 0, 0), Kinds(RecordedKinds.Payments | RecordedKinds.Contacts));
        Assert.Single(ReadAll("2026-03-22T00:00:00Z", resources).Episode!.Contacts!);
    }

    [Fact]
    public void Earlier_episodes_of_the_client_are_counted()
    {
        var earlier = Of("EpisodeOfCare", "before", """ "status": "finished", "period": { "start": "2025-01-05", "end": "2025-06-01" }, "extension": [ { "url": "urn:predictor:fhir:end-reason", "valueCode": "client_stopped" } ] """, "patient");
        var old = Appointment("old", "2025-02-01T09:00:00Z", "fulfilled").Replace("2026-02-01", "2025-01-20", StringComparison.Ordinal);
        var episode = Read(earlier, old, Appointment("a", "2026-03-02T09:00:00Z", "fulfilled")).Episode!;
        Assert.Equal(("e", 1, 1), (episode.EpisodeId, episode.PriorEpisodes, episode.PriorDropouts));
        Assert.Equal("a", Assert.Single(episode.Appointments).AppointmentId);
    }
}
