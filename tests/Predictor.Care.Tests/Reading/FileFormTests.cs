using System.Text;
using Predictor.Care.Checking;
using Xunit;

namespace Predictor.Care.Tests.Reading;

/// <summary>What may be wrong with a file as such: its encoding, its header, its quotes, its end.</summary>
public sealed class FileFormTests : IDisposable
{
    private const string Header = "appointment_id,episode_id,starts_at,status\n";
    private const string Row = "a1,e1,2024-01-08T10:00:00Z,fulfilled\n";

    private readonly ExportFolder _export = new();

    public void Dispose() => _export.Dispose();

    [Fact]
    public void A_sound_export_has_no_problems()
    {
        var reading = _export.Read();

        Assert.Empty(reading.Problems.Listed);
        Assert.True(reading.IsUsable);
        var episode = Assert.Single(reading.Episodes);
        Assert.Equal("a1", Assert.Single(episode.Appointments).AppointmentId);
        Assert.Null(episode.Measures);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var reading = new Predictor.Care.Reading.ExportReader().Read("/no/such/folder");

        var problem = Assert.Single(reading.Problems.Listed);
        Assert.Equal((ProblemKind.MissingFolder, "/no/such/folder"), (problem.Kind, problem.Value));
        Assert.False(reading.IsUsable);
    }

    [Fact]
    public void Missing_files_are_named_with_those_that_may_be_meant()
    {
        _export.Delete(ExportFolder.Appointments).Write("Appointments.csv", Header + Row).Delete(ExportFolder.Episodes);

        var problems = _export.Read().Problems.Listed;

        Assert.Equal(
            [("Appointments.csv", ProblemKind.UnknownFile), (ExportFolder.Episodes, ProblemKind.MissingFile), (ExportFolder.Appointments, ProblemKind.MissingFile)],
            problems.Select(p => (p.Location.File!, p.Kind)));
        Assert.Contains("Is 'Appointments.csv' meant for it?", problems[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_required_column_is_reported_once_and_the_other_columns_are_still_checked()
    {
        _export.Write(ExportFolder.Appointments, "appointment_id,episode_id,Status,starts_at\na1,e1,fulfilled,2024-01-08\na2,e1,booked,never\n");

        var problems = _export.Read().Problems.Listed;

        Assert.Equal([ProblemKind.UnknownColumn, ProblemKind.MissingColumn, ProblemKind.NotATime], problems.Select(p => p.Kind));
        Assert.Contains("Did you mean 'status'?", problems[0].Message, StringComparison.Ordinal);
        Assert.Equal(ProblemLocation.InFile(ExportFolder.Appointments, 1, "status"), problems[1].Location);
        Assert.Contains("Is 'Status' meant for it?", problems[1].Message, StringComparison.Ordinal);
        Assert.Equal(3, problems[2].Location.Line);
    }

    [Theory]
    [InlineData("appointment_id,episode_id,starts_at,status,status\n", ",", ProblemKind.DuplicateColumn, "status")]
    [InlineData("appointment_id,episode_id,starts_at,status,boked_at\n", ",", ProblemKind.UnknownColumn, "boked_at")]
    [InlineData("appointment_id,episode_id,starts_at,status,x_room\n", ",", ProblemKind.UnknownColumn, "x_room")]
    [InlineData("appointment_id,episode_id,starts_at,status,\n", ",", ProblemKind.UnknownColumn, null)]
    public void A_header_names_each_column_once_and_no_other(string header, string extra, ProblemKind kind, string? column)
    {
        _export.Write(ExportFolder.Appointments, header + Row.TrimEnd() + extra + "\n");

        var problem = _export.OnlyProblem();

        Assert.Equal((kind, column, 1), (problem.Kind, problem.Location.Column, problem.Location.Line));
    }

    [Theory]
    [InlineData("", ProblemKind.EmptyFile, null)]
    [InlineData("\n\n", ProblemKind.EmptyFile, null)]
    [InlineData("appointment_id;episode_id;starts_at;status\na;b;c;d\n", ProblemKind.WrongSeparator, "';'")]
    [InlineData("appointment_id\tepisode_id\tstarts_at\tstatus\na\tb\tc\td\n", ProblemKind.WrongSeparator, "tabs")]
    [InlineData(Header, ProblemKind.NoRows, null)]
    public void A_file_without_a_usable_header_or_rows_is_reported(string text, ProblemKind kind, string? value)
    {
        _export.Write(ExportFolder.Appointments, text);

        var problem = _export.OnlyProblem();

        Assert.Equal((kind, ExportFolder.Appointments, value), (problem.Kind, problem.Location.File, problem.Value));
    }

    [Theory]
    [InlineData(Header + Row + "a2,e1,2024-01-09\na3,e1,2024-01-10,booked\n", ProblemKind.WrongFieldCount, 3, "3 fields")]
    [InlineData(Header + Row + "a2,e1,2024-01-09,booked,1\n", ProblemKind.WrongFieldCount, 3, "5 fields")]
    [InlineData(Header + Row + "a2,e1,2024-01", ProblemKind.TruncatedFile, 3, "3 fields")]
    [InlineData(Header + Row + "a2,e1,2024-01-09,booked", ProblemKind.NoFinalLineEnd, 3, null)]
    [InlineData(Header + Row + "a2,e1,2024-01-09,\"booked\na3,e1,2024-01-10,booked\n", ProblemKind.UnterminatedQuote, 3, "a2,e1,2024-01-09,\"booked\na3,e1,2024-01-10,booked\n")]
    [InlineData(Header + Row + "a\"2,e1,2024-01-09,booked\n", ProblemKind.StrayQuote, 3, "a\"2,e1,2024-01-09,booked")]
    [InlineData(Header + "\"a\n\n2\",e1,2024-01-09,booked\n" + "\"a\"3,e1,2024-01-09,booked\n", ProblemKind.StrayQuote, 5, "\"a\"3,e1,2024-01-09,booked")]
    [InlineData(Header + Row + "\na2,e1,2024-01-09,booked\n", ProblemKind.BlankRow, 3, "")]
    [InlineData(Header + Row + ",,,\na2,e1,2024-01-09,booked\n", ProblemKind.BlankRow, 3, "")]
    public void A_row_of_broken_form_is_reported_on_its_physical_line(string text, ProblemKind kind, int line, string? value)
    {
        _export.Write(ExportFolder.Appointments, text);

        var problem = _export.OnlyProblem();

        Assert.Equal((kind, line, value), (problem.Kind, problem.Location.Line, problem.Value));
    }

    [Fact]
    public void A_quote_that_swallows_a_large_file_stops_the_reading_of_that_file()
    {
        _export.Write(ExportFolder.Appointments, Header + "a0,e1,\"2024-01-09,booked\n" + string.Concat(Enumerable.Repeat("a1,e1,2024-01-09,booked\n", 100_000)));

        var problem = _export.OnlyProblem();

        Assert.Equal((ProblemKind.UnterminatedQuote, 2), (problem.Kind, problem.Location.Line));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_reported_with_line_and_column()
    {
        _export.Write(ExportFolder.Episodes, Encoding.Latin1.GetBytes("episode_id,client_id,started_on,clinic_id\ne1,c1,2024-01-01,München\n"));

        var problem = _export.Read().Problems.Listed[0];

        Assert.Equal(ProblemKind.InvalidUtf8, problem.Kind);
        Assert.Equal(ProblemLocation.InFile(ExportFolder.Episodes, 2, "clinic_id"), problem.Location);
        Assert.Equal("M\uFFFDnchen", problem.Value);
    }

    [Fact]
    public void NUL_characters_are_reported_with_line_and_column()
    {
        _export.Write(ExportFolder.Appointments, Header + "a1,e1,2024-01-08\0,booked\n");

        var problem = _export.OnlyProblem();

        Assert.Equal(ProblemKind.NulCharacter, problem.Kind);
        Assert.Equal(ProblemLocation.InFile(ExportFolder.Appointments, 2, "starts_at"), problem.Location);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF_16_is_named(string encoding)
    {
        var utf16 = Encoding.GetEncoding(encoding);
        _export.Write(ExportFolder.Appointments, [.. utf16.GetPreamble(), .. utf16.GetBytes(Header + Row)]);
        Assert.Equal((ProblemKind.WrongEncoding, "UTF-16"), (_export.OnlyProblem().Kind, _export.OnlyProblem().Value));

        _export.Write(ExportFolder.Appointments, utf16.GetBytes(Header + Row));
        Assert.Equal((ProblemKind.WrongEncoding, "UTF-16"), (_export.OnlyProblem().Kind, _export.OnlyProblem().Value));
    }

    [Fact]
    public void A_workbook_is_named()
    {
        _export.Write(ExportFolder.Appointments, "PK\u0003\u0004rest");

        Assert.Equal(ProblemKind.WrongEncoding, _export.OnlyProblem().Kind);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_reported()
    {
        using var held = new FileStream(Path.Combine(_export.Path, ExportFolder.Appointments), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var reading = _export.Read();

        Assert.Equal((ProblemKind.UnreadableFile, ExportFolder.Appointments), (Assert.Single(reading.Problems.Listed).Kind, reading.Problems.Listed[0].Location.File));
        Assert.False(reading.IsUsable);
        Assert.Null(reading.File(ExportFolder.Appointments).Sha256);
    }
}
