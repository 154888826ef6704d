using System.Text;
using Predictor.Care.Checking;
using Predictor.Care.Reading;
using Xunit;

namespace Predictor.Care.Tests.Reading;

public sealed class EpisodeJsonReaderTests
{
    private const string Episode = """ "episode": {"episodeId":"e1","clientId":"c1","startedOn":"2024-01-01"} """;

    private static readonly EpisodeJsonReader Reader = new();

    [Fact]
    public void A_sound_document_is_read()
    {
        var reading = Read($$"""{"asOf":"2024-02-01T09:00:00+01:00","episode":{"episodeId":"e1","clientId":"c1","startedOn":"2024-01-01","x_job":"cook","x_n":1.50,"x_b":true,"x_0":null},"appointments":[{"appointmentId":"a1","startsAt":"2024-01-08","status":"fulfilled","durationMinutes":50}],"measures":[],"payments":null}""");

        Assert.False(reading.HasErrors);
        Assert.Equal(new DateTimeOffset(2024, 2, 1, 8, 0, 0, TimeSpan.Zero), reading.AsOf.Value.Known);
        Assert.Equal(50, Assert.Single(reading.Episode.Appointments).DurationMinutes);
        Assert.Equal(new Dictionary<string, string> { ["x_job"] = "cook", ["x_n"] = "1.50", ["x_b"] = "true" }, reading.Episode.Covariates);
        Assert.Empty(reading.Episode.Measures!);
        Assert.Null(reading.Episode.Payments);
        Assert.Null(reading.Episode.Contacts);
    }

    [Theory]
    [InlineData("""{"episode":{},"appointments":[]}""", "/asOf", ProblemKind.MissingValue)]
    [InlineData("""{"asOf":"2024-02-01T09:00:00",EPISODE,"appointments":[]}""", "/asOf", ProblemKind.MissingOffset)]
    [InlineData("""{"asOf":1,EPISODE,"appointments":[]}""", "/asOf", ProblemKind.WrongType)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE}""", "/appointments", ProblemKind.MissingValue)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":{}}""", "/appointments", ProblemKind.WrongType)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":[7]}""", "/appointments/0", ProblemKind.WrongType)]
    [InlineData("""{"asOf":"2024-02-01","appointments":[]}""", "/episode", ProblemKind.MissingValue)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":[],"a/b~c":1}""", "/a~1b~0c", ProblemKind.UnknownField)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":[],"asOf":"2024-02-01"}""", "/asOf", ProblemKind.DuplicateField)]
    [InlineData("""{"asOf":"2024-02-01","episode":{"episodeId":"e1","clientId":"c1","startedOn":"2024-01-01","s_sex":"f"},"appointments":[]}""", "/episode/s_sex", ProblemKind.AuditAttributeRefused)]
    [InlineData("""{"asOf":"2024-02-01","episode":{"episodeId":"e1","clientId":"c1","startedOn":"2024-01-01","x_a":[1]},"appointments":[]}""", "/episode/x_a", ProblemKind.WrongType)]
    [InlineData("""{"asOf":"2024-02-01","episode":{"episodeId":"e1","clientId":"c1","startedOn":"2024-01-01","copay":"20"},"appointments":[]}""", "/episode/copay", ProblemKind.WrongType)]
    [InlineData("""{"asOf":"2024-02-01","episode":{"episodeId":"e1","clientId":"\ud800","startedOn":"2024-01-01"},"appointments":[]}""", "/episode/clientId", ProblemKind.WrongType)]
    [InlineData("""{"asOf":"2024-02-01","episode":{"episodeId":"e1","startedOn":"2024-01-01"},"appointments":[]}""", "/episode/clientId", ProblemKind.MissingValue)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":[{"appointmentId":"a","startsAt":"2024-01-08","status":"gone"}]}""", "/appointments/0/status", ProblemKind.UnknownCode)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":[{"appointmentId":"a","startsAt":"2024-01-08","status":"booked","episodeId":"e2"}]}""", "/appointments/0/episodeId", ProblemKind.MismatchedEpisode)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":[{"appointmentId":"a","startsAt":"2024-01-08","status":"booked","starts_at":""}]}""", "/appointments/0/starts_at", ProblemKind.UnknownField)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":[{"appointmentId":"a","startsAt":"2024-01-08","status":"booked"},{"appointmentId":"a","startsAt":"2024-01-09","status":"booked"}]}""", "/appointments/1/appointmentId", ProblemKind.DuplicateId)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":[],"contacts":[{"occurredAt":"2024-01-09","answeredAt":"2024-01-08"}]}""", "/contacts/0/answeredAt", ProblemKind.ImpossibleOrder)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":[],"measures":[{"takenAt":"2024-01-09","instrument":"PHQ-9","score":1e999}]}""", "/measures/0/score", ProblemKind.NotANumber)]
    [InlineData("""{"asOf":"2024-02-01",EPISODE,"appointments":[{"appointmentId":"a","startsAt":"2024-01-08","status":"booked","status":"booked"}]}""", "/appointments/0/status", ProblemKind.DuplicateField)]
    [InlineData("[]", "", ProblemKind.WrongType)]
    [InlineData("""{"asOf":""", "", ProblemKind.InvalidJson)]
    public void A_problem_stands_at_its_pointer(string body, string at, ProblemKind kind)
    {
        var reading = Read(body.Replace("EPISODE", Episode, StringComparison.Ordinal));

        var problem = reading.Problems.Listed.First(p => p.Location.JsonPointer == at);
        Assert.Equal(kind, problem.Kind);
        Assert.NotEmpty(problem.Expected);
        Assert.True(reading.HasErrors);
        Assert.Null(reading.Episode);
        Assert.Null(reading.AsOf);
    }

    [Fact]
    public void A_text_of_256_characters_is_taken_and_one_more_is_not()
    {
        static string Body(int length) => $$"""{"asOf":"2024-02-01","episode":{"episodeId":"e1","clientId":"{{new string('é', length)}}","startedOn":"2024-01-01"},"appointments":[]}""";

        Assert.Empty(Read(Body(256)).Problems.Listed);
        var problem = Assert.Single(Read(Body(257)).Problems.Listed);
        Assert.Equal((ProblemKind.TooLong, "/episode/clientId"), (problem.Kind, problem.Location.JsonPointer));
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var reading = Read("""{"asOf":"soon","episode":{"episodeId":"e1","startedOn":"x"},"appointments":[{"startsAt":"2024-01-08","status":"gone"}],"unknown":1}""");

        Assert.Equal(
            ["/unknown", "/asOf", "/episode/clientId", "/episode/startedOn", "/appointments/0/appointmentId", "/appointments/0/status"],
            reading.Problems.Listed.Select(p => p.Location.JsonPointer));
    }

    [Fact]
    public void Too_many_events_are_refused()
    {
        var body = $$"""{"asOf":"2024-02-01",{{Episode}},"appointments":[],"contacts":[{},{},{}]}""";
        var reading = new EpisodeJsonReader(new() { MaximumEvents = 2 }).Read(Encoding.UTF8.GetBytes(body));

        var problem = Assert.Single(reading.Problems.Listed);
        Assert.Equal((ProblemKind.TooManyEvents, "3 events"), (problem.Kind, problem.Value));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        var reading = Reader.Read(Encoding.Latin1.GetBytes("""{"asOf":"é"}"""));

        Assert.Equal(ProblemKind.InvalidUtf8, Assert.Single(reading.Problems.Listed).Kind);
    }

    [Fact]
    public void An_unknown_field_is_met_with_the_name_that_may_be_meant()
    {
        var reading = Read($$"""{"asOf":"2024-02-01",{{Episode}},"appointments":[{"appointmentId":"a","starts_at":"2024-01-08","status":"booked"}]}""");

        Assert.Contains("Did you mean 'startsAt'?", reading.Problems.Listed[0].Message, StringComparison.Ordinal);
    }

    private static EpisodeJsonReading Read(string body) => Reader.Read(Encoding.UTF8.GetBytes(body));
}
