using Predictor.Care.Checking;
using Predictor.Care.Tests.Reading;
using Xunit;

namespace Predictor.Care.Tests.Checking;

/// <summary>What may be wrong between records: ids, duplicates, and orders of time that cannot be.</summary>
public sealed class RecordProblemTests : IDisposable
{
    private const string EpisodeHeader = "episode_id,client_id,referred_on,started_on,ended_on,end_reason,end_recorded_at,prior_episodes,prior_dropouts\n";
    private const string AppointmentHeader = "appointment_id,episode_id,starts_at,booked_at,status\n";

    private readonly ExportFolder _export = new();

    public void Dispose() => _export.Dispose();

    [Theory]
    [InlineData("e1,c1,2024-01-02,2024-01-01,,,,,", ProblemKind.ImpossibleOrder, "referred_on", "2024-01-02")]
    [InlineData("e1,c1,,2024-01-08,2024-01-07,moved,,,", ProblemKind.ImpossibleOrder, "ended_on", "2024-01-07")]
    [InlineData("e1,c1,,2024-01-01,2024-02-01,moved,2024-01-31,,", ProblemKind.UnlikelyOrder, "end_recorded_at", "2024-01-31")]
    [InlineData("e1,c1,,2024-01-01,,,,1,2", ProblemKind.ImpossibleCount, "prior_dropouts", "2")]
    public void An_episode_that_cannot_be_is_reported(string row, ProblemKind kind, string column, string value)
    {
        _export.Write(ExportFolder.Episodes, EpisodeHeader + row + "\n").Write(ExportFolder.Appointments, AppointmentHeader + "a1,e1,2024-01-08,,noshow\n");

        var problem = _export.Read().Problems.Listed.First(p => p.Kind == kind);

        Assert.Equal(ProblemLocation.InFile(ExportFolder.Episodes, 2, column), problem.Location);
        Assert.Equal(value, problem.Value);
    }

    [Fact]
    public void Bare_days_are_never_wrong_about_a_time_of_the_same_day()
    {
        _export
            .Write(ExportFolder.Episodes, EpisodeHeader + "e1,c1,2024-01-01,2024-01-01T08:00:00Z,2024-01-01,moved,2024-01-01T07:00:00Z,,\n")
            .Write(ExportFolder.Appointments, "appointment_id,episode_id,starts_at,booked_at,status,status_at,reminder_sent_at,confirmed_at\na1,e1,2024-01-01T09:00:00Z,2024-01-01,fulfilled,2024-01-01,2024-01-01T00:00:00Z,2024-01-01\n")
            .Write(ExportFolder.Contacts, "episode_id,occurred_at,answered_at\ne1,2024-01-01,2024-01-01T00:00:00Z\n")
            .Write(ExportFolder.Measures, "episode_id,taken_at,instrument,score\ne1,2024-01-01T00:00:00Z,sleep,1\n");

        var problem = _export.OnlyProblem();

        // Only two exact instants remain to be compared: the measure and the start.
        Assert.Equal((ProblemKind.UnlikelyOrder, ExportFolder.Measures), (problem.Kind, problem.Location.File));
    }

    [Fact]
    public void An_end_before_an_attended_session_is_an_error_of_the_end()
    {
        _export
            .Write(ExportFolder.Episodes, EpisodeHeader + "e1,c1,,2024-01-01,2024-01-20,completed,,,\n")
            .Write(ExportFolder.Appointments, AppointmentHeader + "a1,e1,2024-01-08,,fulfilled\na2,e1,2024-01-21,,fulfilled\na3,e1,2024-01-28,,fulfilled\na4,e1,2024-01-29,,booked\n");

        var problems = _export.Read().Problems.Listed;

        Assert.Equal((ProblemKind.EndBeforeSession, "2024-01-20"), (problems[0].Kind, problems[0].Value));
        Assert.Equal(ProblemLocation.InFile(ExportFolder.Episodes, 2, "ended_on"), problems[0].Location);
        Assert.Contains("2 attended sessions lie after that, the last on 2024-01-28 (line 4 of appointments.csv)", problems[0].Message, StringComparison.Ordinal);
        Assert.Equal((ProblemKind.AfterTheEnd, 5), (problems[1].Kind, problems[1].Location.Line));
    }

    [Fact]
    public void Duplicate_ids_name_the_first_line()
    {
        _export
            .Write(ExportFolder.Episodes, "episode_id,client_id,started_on\ne1,c1,2024-01-01\ne2,c2,2024-01-01\ne1,c3,2024-01-01\n")
            .Write(ExportFolder.Appointments, AppointmentHeader + "a1,e1,2024-01-08,,booked\na1,e2,2024-01-09,,booked\n");

        var problems = _export.Read().Problems.Listed;

        Assert.Equal([ProblemKind.DuplicateId, ProblemKind.DuplicateId], problems.Select(p => p.Kind));
        Assert.Equal([ProblemLocation.InFile(ExportFolder.Episodes, 4, "episode_id"), ProblemLocation.InFile(ExportFolder.Appointments, 3, "appointment_id")], problems.Select(p => p.Location));
        Assert.Contains("line 2 of episodes.csv", problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("line 2 of appointments.csv", problems[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExportFolder.Appointments, "appointment_id,episode_id,starts_at,status\na1,e7,2024-01-08,booked\n")]
    [InlineData(ExportFolder.Measures, "episode_id,taken_at,instrument,score\ne7,2024-01-08,sleep,1\n")]
    [InlineData(ExportFolder.Payments, "episode_id,occurred_at,kind\ne7,2024-01-08,charge\n")]
    [InlineData(ExportFolder.Contacts, "episode_id,occurred_at\ne7,2024-01-08\n")]
    public void An_episode_id_that_no_episode_has_is_reported(string file, string text)
    {
        var problem = _export.Write(file, text).OnlyProblem();

        Assert.Equal((ProblemKind.UnknownEpisode, "e7"), (problem.Kind, problem.Value));
        Assert.Equal(ProblemLocation.InFile(file, 2, "episode_id"), problem.Location);
    }

    [Theory]
    [InlineData("e2,c2\n", ProblemKind.WrongFieldCount)]
    [InlineData("e2,c2,2024-01-01,x\n", ProblemKind.WrongFieldCount)]
    [InlineData("e2,c\"2,2024-01-01\n", ProblemKind.StrayQuote)]
    public void An_episode_whose_row_is_broken_does_not_make_its_own_rows_unknown(string row, ProblemKind kind)
    {
        _export
            .Write(ExportFolder.Episodes, "episode_id,client_id,started_on\ne1,c1,2024-01-01\n" + row)
            .Write(ExportFolder.Appointments, AppointmentHeader + "a1,e1,2024-01-08,,booked\na2,e2,2024-01-08,,booked\n");

        Assert.Equal(kind, _export.OnlyProblem().Kind);
        Assert.Equal([kind, ProblemKind.EpisodeLeftOut], _export.ReadSkipping().Problems.Listed.Select(p => p.Kind));
    }

    [Fact]
    public void A_broken_row_is_no_duplicate_of_a_sound_one()
    {
        _export.Write(ExportFolder.Episodes, "episode_id,client_id,started_on\ne1,c1\ne1,c1,2024-01-01\n");

        Assert.Equal(ProblemKind.WrongFieldCount, _export.OnlyProblem().Kind);
        Assert.Single(_export.ReadSkipping().Episodes);
    }

    [Fact]
    public void The_same_measure_twice_is_an_error_whatever_its_score()
    {
        _export.Write(ExportFolder.Measures, "episode_id,taken_at,instrument,rater,scale,score\ne1,2024-01-08,sleep,client,,2\ne1,2024-01-08,sleep,therapist,,2\ne1,2024-01-08,sleep,client,,1\n");

        var problem = _export.OnlyProblem();

        Assert.Equal((ProblemKind.DuplicateMeasure, 4), (problem.Kind, problem.Location.Line));
        Assert.Contains("line 2 of measures.csv", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExportFolder.Payments, "episode_id,occurred_at,kind,amount,due_on\ne1,2024-01-08,charge,80,\ne1,2024-01-08,charge,80,\ne1,2024-01-08,charge,80.5,\n")]
    [InlineData(ExportFolder.Contacts, "episode_id,occurred_at,channel\ne1,2024-01-08,sms\ne1,2024-01-08,sms\ne1,2024-01-08,phone\n")]
    public void Identical_payments_and_contacts_are_kept_with_a_warning(string file, string text)
    {
        var reading = _export.Write(file, text).Read();

        var problem = Assert.Single(reading.Problems.Listed);
        Assert.Equal((ProblemKind.DuplicateRow, 3), (problem.Kind, problem.Location.Line));
        Assert.Equal(3, (reading.Episodes[0].Payments?.Count ?? 0) + (reading.Episodes[0].Contacts?.Count ?? 0));
    }

    [Theory]
    [InlineData("e1,2024-01-08T10:00:00Z,2024-01-08T09:00:00Z", ProblemKind.ImpossibleOrder, "answered_at")]
    [InlineData("e1,2023-12-31,", ProblemKind.UnlikelyOrder, "occurred_at")]
    public void A_contact_out_of_its_time_is_reported(string row, ProblemKind kind, string column)
    {
        var problem = _export.Write(ExportFolder.Contacts, $"episode_id,occurred_at,answered_at\n{row}\n").OnlyProblem();

        Assert.Equal((kind, column), (problem.Kind, problem.Location.Column));
    }

    [Theory]
    [InlineData("2023-01-07", 1)]
    [InlineData("2023-01-08", 0)]
    public void A_payment_due_more_than_a_year_before_it_occurred_is_unlikely(string due, int warnings)
    {
        var problems = _export.Write(ExportFolder.Payments, $"episode_id,occurred_at,kind,due_on\ne1,2024-01-08,charge,{due}\n").Read().Problems;

        Assert.Equal(warnings, problems.WarningCount);
        Assert.Equal(0, problems.ErrorCount);
    }

    [Fact]
    public void Overlapping_episodes_of_a_client_are_warned_of_and_a_silently_ended_one_does_not_overlap()
    {
        _export
            .Write(ExportFolder.Episodes, "episode_id,client_id,started_on,ended_on,end_reason\ne1,c1,2024-01-01,2024-03-01,moved\ne2,c1,2024-02-01,,\ne3,c1,2024-06-01,,\n")
            .Write(ExportFolder.Appointments, AppointmentHeader + "a1,e2,2024-02-08,,fulfilled\n");

        var problem = _export.OnlyProblem();

        Assert.Equal((ProblemKind.OverlappingEpisodes, 3, "2024-02-01"), (problem.Kind, problem.Location.Line, problem.Value));
        Assert.Contains("episode 'e1'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_attended_sessions_at_one_time_are_warned_of()
    {
        _export.Write(ExportFolder.Appointments, AppointmentHeader + "a1,e1,2024-01-08T10:00:00Z,,fulfilled\na2,e1,2024-01-08T10:00:00Z,,cancelled\na3,e1,2024-01-08T11:00:00+01:00,,fulfilled\n");

        var problem = _export.OnlyProblem();

        Assert.Equal((ProblemKind.SimultaneousSessions, 4), (problem.Kind, problem.Location.Line));
    }
}
