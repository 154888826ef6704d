using System.Text;
using Predictor.Care.Fhir.Configuration;
using Xunit;
using static Predictor.Care.Tests.Fhir.Resources;

namespace Predictor.Care.Tests.Fhir;

public sealed class FhirMapReaderTests
{
    [Fact]
    public void A_file_adds_to_the_built_in_mapping_and_null_takes_away()
    {
        var map = FhirMapReader.Read("""
            {
              // The clinic's own codes.
              "instruments": { "https://clinic.example/scores|wai-bond": { "instrument": "WAI-SR", "scale": "bond" }, "http://loinc.org|44261-6": null },
              "delivery": { "https://clinic.example/rooms|tele": "video" },
              "extensions": { "statusAt": "https://clinic.example/cancelled-on" },
              "covariates": { "x_support": "https://clinic.example/support" },
              "lastUpdatedTells": [],
              "invoiceDueDays": null
            }
            """u8.ToArray(), out var problems);
        Assert.Empty(problems);
        var reading = ReadAll(
            AsOf,
            [
                Patient, Course.Replace("\"active\"", "\"active\", \"extension\": [ { \"url\": \"https://clinic.example/support\", \"valueInteger\": 7 } ]", StringComparison.Ordinal),
                Appointment("a", "2026-03-02T09:00:00Z", "cancelled", """ "extension": [ { "url": "https://clinic.example/cancelled-on", "valueDateTime": "2026-03-01" } ], "serviceType": [ { "coding": [ { "system": "https://clinic.example/rooms", "code": "tele" } ] } ] """),
                Of("Observation", "o", """ "status": "final", "code": { "coding": [ { "system": "https://clinic.example/scores", "code": "wai-bond" } ] }, "effectiveDateTime": "2026-03-02", "valueInteger": 17 """),
                Of("Observation", "x", """ "status": "final", "code": { "coding": [ { "system": "http://loinc.org", "code": "44261-6" } ] }, "effectiveDateTime": "2026-03-02", "valueInteger": 17 """),
                Of("Invoice", "i", """ "status": "issued", "date": "2026-02-01", "totalGross": { "value": 80 } """),
            ],
            map);
        Assert.Equal("7", reading.Episode!.Covariates["x_support"]);
        Assert.Equal((Testing.Given.When("2026-03-01"), Care.Episodes.Delivery.Video), (reading.Episode.Appointments[0].StatusAt, reading.Episode.Appointments[0].Delivery));
        Assert.Equal(("WAI-SR", "bond"), (Assert.Single(reading.Episode.Measures!).Instrument, reading.Episode.Measures![0].Scale));
        Assert.Null(Assert.Single(reading.Episode.Payments!).DueOn);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        FhirMapReader.Read("""
            { "instrument": {}, "instruments": { "no-code": { "instrument": "SRS" }, "s|c": { "scale": "x" } }, "payers": { "s|c": "comercial", "s|d": 3 }, "extensions": { "cancelled": "https://x.example", "statusAt": "relative" },
              "covariates": { "support": "https://x.example" }, "questionnaires": { "https://q.example": { "instrument": "SRS" } }, "lastUpdatedTells": ["booked", "all"], "invoiceDueDays": 400 }
            """u8.ToArray(), out var problems);
        Assert.Equal(11, problems.Count);
        Assert.Contains(problems, p => p.Contains("Did you mean 'instruments'?", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("Did you mean 'commercial'?", StringComparison.Ordinal));
        FhirMapReader.Read(Encoding.UTF8.GetBytes("{"), out problems);
        Assert.Single(problems);
        FhirMapReader.ReadFile("/nowhere/mapping.json", out problems);
        Assert.Contains("/nowhere/mapping.json", Assert.Single(problems), StringComparison.Ordinal);
    }
}
