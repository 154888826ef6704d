using Predictor.Care.Checking;
using Predictor.Care.Tests.Reading;
using Xunit;

namespace Predictor.Care.Tests.Checking;

public sealed class DataQualityTests : IDisposable
{
    private readonly ExportFolder _export = new ExportFolder()
        .Write(ExportFolder.Episodes, "episode_id,client_id,clinic_id,started_on\ne1,c1,n,2024-01-01\ne2,c1,,2024-09-01\ne3,c2,,2024-01-03\ne4,c3,,2024-01-04\n")
        .Write(ExportFolder.Appointments, "appointment_id,episode_id,starts_at,booked_at,status,cancelled_by,status_at\n" +
            "a1,e1,2024-01-08,2024-01-02,fulfilled,,\na2,e1,2024-01-15,2024-01-02,cancelled,client,2024-01-14\na3,e1,2024-01-22,2024-01-02,cancelled,,\n" +
            "a4,e1,2024-01-29,2024-01-02,booked,,\na5,e2,2024-09-08,2024-09-02,noshow,,\na6,e2,2024-12-08,2024-09-02,booked,,\n" +
            "a7,e3,2024-01-08,2024-01-03,cancelled,clinic,\na8,e3,2024-01-09,2024-01-03,entered-in-error,,\n")
        .Write(ExportFolder.Measures, "episode_id,taken_at,instrument,scale,score\ne1,2024-01-08,PHQ-9,,9\ne1,2024-01-15,PHQ-9,,8\ne2,2024-09-08,PHQ-9,,7\ne2,2024-09-08,sleep,hours,7\n");

    private DataQuality Quality => DataQualitySummary.Of(_export.Read());

    public void Dispose() => _export.Dispose();

    [Fact]
    public void Attendance_is_counted_by_what_became_of_each_appointment()
    {
        var expected = new AttendanceQuality
        {
            Appointments = 8,
            Attended = 1,
            Missed = 1,
            CancelledByClient = 1,
            CancelledByClinic = 1,
            CancelledByUnknown = 1,
            PastWithoutOutcome = 1,
            Ahead = 1,
            NotBookings = 0,
            EnteredInError = 1,
            LatenessKnown = 0.5,
        };

        Assert.Equal(expected, Quality.Attendance);
    }

    [Fact]
    public void An_episode_is_usable_if_it_has_an_appointment_that_the_clinic_did_not_cancel()
    {
        Assert.Equal(new UsabilityQuality(2, 1, 0, 1, 0.5), Quality.Usability);
    }

    [Fact]
    public void A_column_is_missing_where_it_is_empty_and_wholly_where_it_is_absent()
    {
        var columns = Quality.Files[0].Columns.ToDictionary(c => c.Name);

        Assert.Equal(new ColumnQuality("clinic_id", true, 0.75), columns["clinic_id"]);
        Assert.Equal(new ColumnQuality("payer", false, 1), columns["payer"]);
        Assert.Equal(new ColumnQuality("started_on", true, 0), columns["started_on"]);
    }

    [Fact]
    public void Instruments_are_listed_with_their_scores_and_episodes()
    {
        Assert.Equal([new InstrumentQuality("PHQ-9", null, true, 3, 2), new InstrumentQuality("sleep", "hours", false, 1, 1)], Quality.Instruments);
    }

    [Fact]
    public void The_range_and_the_counts_are_those_of_the_export()
    {
        var quality = Quality;

        Assert.Equal((3, 4), (quality.Clients, quality.Episodes));
        Assert.Equal(new DateOnly(2024, 1, 1), quality.FirstStart);
        Assert.Equal(new DateTimeOffset(2024, 9, 9, 0, 0, 0, TimeSpan.Zero), quality.LatestKnown);
        Assert.Equal([true, true, true, false, false], quality.Files.Select(f => f.IsPresent));
        Assert.Equal((0L, 0L), (quality.Errors, quality.Warnings));
    }

    [Fact]
    public void Figures_of_many_episodes_add_up()
    {
        const int Episodes = 5_000;
        var all = Enumerable.Range(0, Episodes).ToList();
        _export
            .Write(ExportFolder.Episodes, "episode_id,client_id,started_on\n" + string.Concat(all.Select(i => $"e{i},c{i},2024-01-01\n")))
            .Write(ExportFolder.Appointments, "appointment_id,episode_id,starts_at,status\n" + string.Concat(all.Select(i => $"a{i},e{i},2024-01-08,{(i % 5 == 0 ? "noshow" : "fulfilled")}\n")))
            .Write(ExportFolder.Measures, "episode_id,taken_at,instrument,score\n" + string.Concat(all.Select(i => $"e{i},2024-01-08,PHQ-9,9\ne{i},2024-01-09,{(i % 2 == 0 ? "PHQ-9" : "sleep")},9\n")));

        var quality = Quality;

        Assert.Equal((Episodes, 1_000, 4_000), (quality.Attendance.Appointments, quality.Attendance.Missed, quality.Attendance.Attended));
        Assert.Equal([new InstrumentQuality("PHQ-9", null, true, 7_500, 5_000), new InstrumentQuality("sleep", null, false, 2_500, 2_500)], quality.Instruments);
        Assert.Equal(Episodes, quality.Usability.Usable);
    }
}
