using Predictor.Care.Checking;
using Xunit;

namespace Predictor.Care.Tests.Reading;

/// <summary>Every kind of wrong value is reported with its file, line, column and value, and what was expected.</summary>
public sealed class ValueProblemTests : IDisposable
{
    private readonly ExportFolder _export = new();

    public void Dispose() => _export.Dispose();

    [Theory]
    [InlineData("started_on", "", ProblemKind.MissingValue, "required")]
    [InlineData("started_on", "01/02/2024", ProblemKind.NotATime, "a day such as 2026-03-02")]
    [InlineData("started_on", "2024-1-2", ProblemKind.NotATime, "a day such as 2026-03-02")]
    [InlineData("started_on", "2024-02-30", ProblemKind.NotATime, "no such day")]
    [InlineData("started_on", "2024-01-02T25:00:00Z", ProblemKind.NotATime, "no such day, time of day or offset")]
    [InlineData("started_on", "2024-01-02T10:00:00+15:00", ProblemKind.NotATime, "no such day, time of day or offset")]
    [InlineData("started_on", "2024-01-02T10:00:00", ProblemKind.MissingOffset, "offset from UTC")]
    [InlineData("started_on", "9999-12-31", ProblemKind.OutOfRange, "a year from 1950 to 2199")]
    [InlineData("age_at_start", "-1", ProblemKind.OutOfRange, "a number from 0 to 130")]
    [InlineData("age_at_start", "NULL", ProblemKind.NotANumber, "Leave unknown values empty")]
    [InlineData("age_at_start", "NaN", ProblemKind.NotANumber, "a number from 0 to 130")]
    [InlineData("age_at_start", "1e999", ProblemKind.NotANumber, "a number from 0 to 130")]
    [InlineData("distance_km", "-0.1", ProblemKind.OutOfRange, "a number from 0 to 20040")]
    [InlineData("distance_km", "\"12,5\"", ProblemKind.NotANumber, "decimal point")]
    [InlineData("copay", "-20", ProblemKind.OutOfRange, "a number of at least 0")]
    [InlineData("copay", "$20", ProblemKind.NotANumber, "a number of at least 0")]
    [InlineData("prior_episodes", "1.5", ProblemKind.OutOfRange, "a whole number")]
    [InlineData("payer", "private", ProblemKind.UnknownCode, "self_pay, commercial, public, employer")]
    [InlineData("format", "Group", ProblemKind.UnknownCode, "Case matters: write 'group'")]
    [InlineData("format", "indivdual", ProblemKind.UnknownCode, "Did you mean 'individual'")]
    [InlineData("end_reason", "completed", ProblemKind.EndWithoutDate, "no day on which it ended")]
    [InlineData("end_recorded_at", "2024-03-01", ProblemKind.EndWithoutDate, "no day on which it ended")]
    [InlineData("ended_on", "2024-03-01", ProblemKind.EndWithoutReason, "no reason")]
    [InlineData("clinic_id", "null", ProblemKind.Placeholder, "leave unknown values empty")]
    [InlineData("clinic_id", " north ", ProblemKind.SurroundingSpaces, "'north'")]
    public void A_wrong_value_of_an_episode_is_reported_in_place(string column, string value, ProblemKind kind, string message)
    {
        var (header, row) = column == "started_on" ? ("client_id,started_on,episode_id", $"c1,{value},e1") : ($"client_id,started_on,episode_id,{column}", $"c1,2024-01-01,e1,{value}");
        _export.Write(ExportFolder.Episodes, $"{header}\nc0,2024-01-01,e0{(column == "started_on" ? "" : ",")}\n{row}\n");

        var reported = _export.Read().Problems.Listed;

        var problem = Assert.Single(reported);
        Assert.Equal(kind, problem.Kind);
        var reportedColumn = kind == ProblemKind.EndWithoutReason ? "end_reason" : column;
        Assert.Equal(ProblemLocation.InFile(ExportFolder.Episodes, 3, reportedColumn), problem.Location);
        if (kind is not (ProblemKind.EndWithoutDate or ProblemKind.EndWithoutReason)) Assert.Equal(value.Trim('"'), problem.Value);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Expected);
    }

    [Theory]
    [InlineData("status", "no-show", ProblemKind.UnknownCode, "Did you mean 'noshow'")]
    [InlineData("status", "canceled", ProblemKind.UnknownCode, "Did you mean 'cancelled'")]
    [InlineData("cancelled_by", "therapist", ProblemKind.UnknownCode, "one of client, clinic")]
    [InlineData("cancelled_by", "client", ProblemKind.NotCancelled, "its status is not 'cancelled'")]
    [InlineData("delivery", "in person", ProblemKind.UnknownCode, "Did you mean 'in_person'")]
    [InlineData("duration_minutes", "-50", ProblemKind.OutOfRange, "from 0 to 1440")]
    [InlineData("booked_at", "2024-01-09", ProblemKind.ImpossibleOrder, "after its start (starts_at), 2024-01-08T10:00:00Z")]
    [InlineData("status_at", "2024-01-08T09:59:59Z", ProblemKind.ImpossibleOrder, "before its start (starts_at)")]
    [InlineData("reminder_sent_at", "2024-01-09", ProblemKind.UnlikelyOrder, "after its start")]
    [InlineData("confirmed_at", "2024-01-08T10:00:01Z", ProblemKind.UnlikelyOrder, "after its start")]
    public void A_wrong_value_of_an_appointment_is_reported_in_place(string column, string value, ProblemKind kind, string message)
    {
        var (header, row) = column == "status" ? ("status", value) : ($"status,{column}", $"fulfilled,{value}");
        _export.Write(ExportFolder.Appointments, $"starts_at,appointment_id,episode_id,{header}\n2024-01-08T10:00:00Z,a1,e1,{row}\n");

        var problem = _export.OnlyProblem();

        Assert.Equal(kind, problem.Kind);
        Assert.Equal(ProblemLocation.InFile(ExportFolder.Appointments, 2, column), problem.Location);
        Assert.Equal(value, problem.Value);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status_at", "2024-01-02T00:00:00Z")]
    [InlineData("reminder_sent_at", "2024-01-02T00:00:00Z")]
    [InlineData("confirmed_at", "2024-01-02T00:00:00Z")]
    public void Nothing_is_known_of_an_appointment_before_it_was_booked(string column, string value)
    {
        _export.Write(ExportFolder.Appointments, $"appointment_id,episode_id,starts_at,booked_at,status,{column}\na1,e1,2024-01-08T10:00:00Z,2024-01-03,cancelled,{value}\n");

        var problem = _export.OnlyProblem();

        Assert.Equal(ProblemKind.ImpossibleOrder, problem.Kind);
        Assert.Equal(ProblemLocation.InFile(ExportFolder.Appointments, 2, column), problem.Location);
        Assert.Contains("before its booking (booked_at), 2024-01-03", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PHQ-9", "", "28", ProblemKind.OutOfRange, "score", "from 0 to 27")]
    [InlineData("phq-9", "total", "-1", ProblemKind.OutOfRange, "score", "from 0 to 27")]
    [InlineData("WAI-SR", "mean", "5.1", ProblemKind.OutOfRange, "score", "from 1 to 5")]
    [InlineData("sleep", "", "7.5h", ProblemKind.NotANumber, "score", "a number such as 12 or 12.5")]
    [InlineData("PHQ9", "", "12", ProblemKind.SimilarInstrument, "instrument", "Did you mean 'PHQ-9'")]
    public void A_score_is_held_against_its_instrument(string instrument, string scale, string score, ProblemKind kind, string column, string message)
    {
        _export.Write(ExportFolder.Measures, $"episode_id,taken_at,instrument,scale,score\ne1,2024-01-08,{instrument},{scale},{score}\n");

        var problem = _export.OnlyProblem();

        Assert.Equal(kind, problem.Kind);
        Assert.Equal(ProblemLocation.InFile(ExportFolder.Measures, 2, column), problem.Location);
        Assert.Equal(column == "score" ? score : instrument, problem.Value);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_256_characters_is_taken_and_one_more_is_not()
    {
        var longest = new string('é', 256);
        _export.Write(ExportFolder.Episodes, $"episode_id,client_id,started_on,clinic_id,x_note\ne1,c1,2024-01-01,{longest},{longest}\n");
        Assert.Equal(longest, Assert.Single(_export.Read().Episodes).ClinicId);

        _export.Write(ExportFolder.Episodes, $"episode_id,client_id,started_on,clinic_id,x_note\ne1,c1,2024-01-01,{longest}!,{longest}!\n");
        var problems = _export.Read().Problems.Listed.Where(p => p.Kind == ProblemKind.TooLong);
        Assert.Equal(["clinic_id", "x_note"], problems.Select(p => p.Location.Column!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_problems_of_all_rows_are_reported_at_once()
    {
        _export
            .Write(ExportFolder.Episodes, "episode_id,client_id,started_on,age_at_start,payer\ne1,,2024-13-01,-3,cash\ne2,c2,2024-01-01,,\n")
            .Write(ExportFolder.Appointments, "appointment_id,episode_id,starts_at,status\n,e2,soon,gone\na2,e9,2024-01-01,booked\n");

        var problems = _export.Read().Problems;

        string[] expected =
        [
            "episodes.csv:2:client_id", "episodes.csv:2:started_on", "episodes.csv:2:age_at_start", "episodes.csv:2:payer",
            "appointments.csv:2:appointment_id", "appointments.csv:2:starts_at", "appointments.csv:2:status", "appointments.csv:3:episode_id",
        ];
        Assert.Equal(expected, problems.Listed.Select(p => $"{p.Location.File}:{p.Location.Line}:{p.Location.Column}"));
        Assert.Equal(8, problems.ErrorCount);
    }

    [Fact]
    public void Beyond_the_limit_problems_are_counted_and_not_listed()
    {
        var rows = string.Concat(Enumerable.Range(0, 50).Select(i => $"a{i},e1,2024-01-08,lost\n"));
        _export.Write(ExportFolder.Appointments, "appointment_id,episode_id,starts_at,status\n" + rows);

        var problems = _export.Read(new() { ProblemsListedPerGroup = 7 }).Problems;

        Assert.Equal(50, problems.ErrorCount);
        Assert.Equal(43, problems.NotListedCount);
        Assert.Equal(Enumerable.Range(2, 7), problems.Listed.Select(p => p.Location.Line!.Value));
        Assert.Equal(new ProblemGroup(ProblemKind.UnknownCode, ExportFolder.Appointments, "status", 50, 7), Assert.Single(problems.Groups));
    }
}
