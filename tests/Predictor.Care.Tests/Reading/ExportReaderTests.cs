using System.Security.Cryptography;
using System.Text;
using Predictor.Care.Checking;
using Predictor.Care.Reading;
using Xunit;

namespace Predictor.Care.Tests.Reading;

public sealed class ExportReaderTests : IDisposable
{
    private readonly ExportFolder _export = new();

    public void Dispose() => _export.Dispose();

    [Fact]
    public void Bad_rows_are_left_out_counted_and_listed_if_asked()
    {
        _export
            .Write(ExportFolder.Episodes, "episode_id,client_id,started_on\ne1,c1,2024-01-01\ne2,c2,never\ne3,c3,2024-01-01\n")
            .Write(ExportFolder.Appointments, "appointment_id,episode_id,starts_at,booked_at,status\na1,e1,2024-01-08,,booked\na2,e2,2024-01-08,,booked\na3,e1,2024-01-08,2024-01-09,booked\na4,e1,2024-01-08,,lost\na5,e9,2024-01-08,,booked\n");

        var reading = _export.ReadSkipping();

        Assert.True(reading.HasErrors);
        Assert.True(reading.IsUsable);
        Assert.Equal(["e1", "e3"], reading.Episodes.Select(e => e.EpisodeId));
        Assert.Equal(["a1"], reading.Episodes.SelectMany(e => e.Appointments).Select(a => a.AppointmentId));
        Assert.Equal((3, 1), (reading.File(ExportFolder.Episodes).Rows, reading.File(ExportFolder.Episodes).RowsLeftOut));
        Assert.Equal((5, 4), (reading.File(ExportFolder.Appointments).Rows, reading.File(ExportFolder.Appointments).RowsLeftOut));
        Assert.Equal(
            [(ProblemKind.NotATime, 3), (ProblemKind.EpisodeLeftOut, 3), (ProblemKind.ImpossibleOrder, 4), (ProblemKind.UnknownCode, 5), (ProblemKind.UnknownEpisode, 6)],
            reading.Problems.Listed.Select(p => (p.Kind, p.Location.Line!.Value)));
        Assert.False(_export.Read().IsUsable);
    }

    [Fact]
    public void An_episode_whose_end_cannot_be_takes_its_rows_with_it()
    {
        _export.Write(ExportFolder.Episodes, "episode_id,client_id,started_on,ended_on,end_reason\ne1,c1,2024-01-01,2024-01-02,moved\n");

        var reading = _export.ReadSkipping();

        Assert.Empty(reading.Episodes);
        Assert.Equal((1, 1), (reading.File(ExportFolder.Episodes).RowsLeftOut, reading.File(ExportFolder.Appointments).RowsLeftOut));
        Assert.Equal([ProblemKind.EndBeforeSession, ProblemKind.EpisodeLeftOut], reading.Problems.Listed.Select(p => p.Kind));
    }

    [Fact]
    public void A_broken_file_cannot_be_mended_by_leaving_out_rows()
    {
        Assert.False(_export.Delete(ExportFolder.Appointments).ReadSkipping().IsUsable);
    }

    [Fact]
    public void The_fingerprint_is_of_the_names_and_bytes_of_the_files()
    {
        var lines = new[] { ExportFolder.Appointments, ExportFolder.Episodes }
            .Select(f => $"{f}:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_export.Path, f))))}\n");

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)))), _export.Read().Fingerprint);
    }

    [Theory]
    [InlineData("fulfilled", "", "", "2024-05-01T10:00:00Z")]
    [InlineData("noshow", "", "2024-05-01T12:00:00Z", "2024-05-01T12:00:00Z")]
    [InlineData("booked", "2024-02-01T08:00:00Z", "", "2024-02-01T08:00:00Z")]
    [InlineData("cancelled", "2024-02-01T08:00:00Z", "", "2024-02-01T08:00:00Z")]
    [InlineData("cancelled", "2024-02-01T08:00:00Z", "2024-03-01T08:00:00Z", "2024-03-01T08:00:00Z")]
    [InlineData("entered-in-error", "2024-02-01T08:00:00Z", "", "2024-01-02T00:00:00Z")]
    [InlineData("booked", "", "", "2024-01-02T00:00:00Z")]
    public void The_latest_known_time_is_never_a_start_that_lies_ahead(string status, string bookedAt, string statusAt, string expected)
    {
        _export.Write(ExportFolder.Appointments, $"appointment_id,episode_id,starts_at,booked_at,status_at,status\na1,e1,2024-05-01T10:00:00Z,{bookedAt},{statusAt},{status}\n");

        Assert.Equal(DateTimeOffset.Parse(expected), _export.Read().LatestKnown);
    }

    [Fact]
    public void Further_columns_of_episodes_are_kept_apart_by_prefix_and_case()
    {
        _export.Write(ExportFolder.Episodes, "episode_id,client_id,started_on,x_job,s_sex,X_pet\ne1,c1,2024-01-01,cook,f,cat\n");

        var reading = _export.Read();

        var episode = Assert.Single(reading.Episodes);
        Assert.Equal(new Dictionary<string, string> { ["x_job"] = "cook" }, episode.Covariates);
        Assert.Equal(new Dictionary<string, string> { ["s_sex"] = "f" }, episode.AuditAttributes);
        Assert.Equal("X_pet", Assert.Single(reading.Problems.Listed).Location.Column);
    }

    [Fact]
    public void A_file_without_rows_for_an_episode_is_not_an_absent_file()
    {
        _export
            .Write(ExportFolder.Episodes, "episode_id,client_id,started_on\ne1,c1,2024-01-01\ne2,c2,2024-01-01\n")
            .Write(ExportFolder.Contacts, "episode_id,occurred_at\ne2,2024-01-08\n");

        var episodes = _export.Read().Episodes;

        Assert.Empty(episodes[0].Contacts!);
        Assert.Null(episodes[0].Payments);
    }

    [Fact]
    public void Bare_dates_are_days_in_the_zone_of_the_clinic()
    {
        Assert.True(Predictor.Care.Time.ClinicCalendar.TryFind("America/New_York", out var calendar));

        var episode = Assert.Single(_export.Read(new() { Calendar = calendar }).Episodes);

        Assert.Equal(new DateTimeOffset(2024, 1, 2, 5, 0, 0, TimeSpan.Zero), episode.StartedOn.Known);
    }

    [Fact]
    public void Reading_can_be_cancelled_and_tells_its_progress()
    {
        Assert.Throws<OperationCanceledException>(() => new ExportReader().Read(_export.Path, null, new CancellationToken(canceled: true)));

        var last = new LastProgress();
        new ExportReader().Read(_export.Path, last);
        Assert.True(last.Value.TotalBytes > 0);
        Assert.Equal(last.Value.TotalBytes, last.Value.BytesRead);
    }

    [Fact]
    public void The_sample_of_real_data_has_no_errors()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Predictor.sln"))) root = root.Parent!;

        var reading = new ExportReader().Read(Path.Combine(root.FullName, "data-samples", "ctn0027"));

        Assert.Empty(reading.Problems.Listed);
        Assert.Equal((1269, 22_632, 35_569), (reading.Episodes.Count, reading.Episodes.Sum(e => e.Appointments.Count), reading.Episodes.Sum(e => e.Measures!.Count)));
    }

    private sealed class LastProgress : IProgress<ExportProgress>
    {
        public ExportProgress Value { get; private set; }

        public void Report(ExportProgress value) => Value = value;
    }
}
