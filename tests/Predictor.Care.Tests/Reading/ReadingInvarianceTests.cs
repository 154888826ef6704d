using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Predictor.Care.Episodes;
using Predictor.Care.Reading;
using Predictor.Care.Time;
using Xunit;

namespace Predictor.Care.Tests.Reading;

/// <summary>What must make no difference: the order of rows and columns, line ends, a byte order mark, and CSV or JSON.</summary>
public sealed class ReadingInvarianceTests
{
    private static readonly Config Repeatable = Config.QuickThrowOnFailure.WithReplay(20_240_101, 7).WithMaxTest(40);

    [Fact]
    public void The_order_of_rows_and_columns_makes_no_difference()
    {
        Check.One(Repeatable, Prop.ForAll<int, int>((seed, shuffle) =>
        {
            var export = new RandomExport(seed);
            return Read(export, 0) == Read(export, shuffle);
        }));
    }

    [Fact]
    public void Line_ends_and_a_byte_order_mark_make_no_difference()
    {
        Check.One(Repeatable, Prop.ForAll<int>(seed =>
        {
            var export = new RandomExport(seed);
            return Read(export, 0) == Read(export, 0, "\r\n") && Read(export, 0) == Read(export, 0, "\n", byteOrderMark: true);
        }));
    }

    [Fact]
    public void CSV_and_JSON_give_the_same_episode()
    {
        Assert.True(ClinicCalendar.TryFind("America/New_York", out var calendar));
        Check.One(Repeatable, Prop.ForAll<int>(seed =>
        {
            var export = new RandomExport(seed);
            using var folder = Write(export, 0, "\n", byteOrderMark: false);
            foreach (var fromCsv in folder.Read(new() { Calendar = calendar }).Episodes)
            {
                var reading = new EpisodeJsonReader(new() { Calendar = calendar }).Read(Encoding.UTF8.GetBytes(Body(export, fromCsv.EpisodeId)));
                Assert.Empty(reading.Problems.Listed);
                Assert.Equal(EpisodeText.Of(fromCsv with { AuditAttributes = new Dictionary<string, string>() }), EpisodeText.Of(reading.Episode!));
            }
        }));
    }

    private static string Body(RandomExport export, string episodeId)
    {
        var events = export.Files
            .Where(f => f.Key != ExportFolder.Episodes)
            .ToDictionary(f => f.Key.Replace(".csv", "", StringComparison.Ordinal), f => (IReadOnlyList<IReadOnlyDictionary<string, string>>)[.. f.Value.Where(r => r["episode_id"] == episodeId)]);
        return EpisodeText.ToBody("2025-01-01", export.Files[ExportFolder.Episodes].Single(r => r["episode_id"] == episodeId), events).ToJsonString();
    }

    private static string Read(RandomExport export, int shuffle, string lineEnd = "\n", bool byteOrderMark = false)
    {
        using var folder = Write(export, shuffle, lineEnd, byteOrderMark);
        var reading = folder.Read();
        Assert.Equal(0, reading.Problems.ErrorCount);
        Assert.Equal(export.Files[ExportFolder.Appointments].Count, reading.Episodes.Sum((Episode e) => e.Appointments.Count));
        return EpisodeText.Of(reading.Episodes) + reading.LatestKnown;
    }

    private static ExportFolder Write(RandomExport export, int shuffle, string lineEnd, bool byteOrderMark)
    {
        var folder = new ExportFolder();
        foreach (var file in export.Files.Keys)
        {
            var text = export.Files[file].Count == 0 && file == ExportFolder.Appointments ? "appointment_id,episode_id,starts_at,status" + lineEnd : export.ToCsv(file, shuffle, lineEnd);
            folder.Write(file, [.. byteOrderMark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)]);
        }

        return folder;
    }
}
