using System.Text;
using Microsoft.Data.Analysis;
using Predictor.MicrosoftML.Frames;
using Predictor.Risk.Importing;
using Predictor.Training.Tests;
using Xunit;

namespace Predictor.MicrosoftML.Tests;

public sealed class FeatureFrameTests
{
    private const string Header = "episode_id,client_id,landmark_at,landmark_kind,label,weight,attendance.miss-rate,course.treatment\n";
    private const string Table = Header
        + "e-1,\"c,1\",2026-03-02T09:00:00Z,attended,1,1.25,-0.30000000000000004,\"CBT \"\"full\"\"\"\n"
        + "e-2,c2,2026-03-02T09:00:00.5Z,silent,0,1,,\n"
        + "e-2,c2,2026-03-09T09:00:00Z,silent,0,10,1E-300,DBT\n";

    private static readonly FeatureCodes Codes = new() { Features = [new("attendance.miss-rate"), new("course.treatment", ["CBT \"full\"", "DBT"])] };

    [Fact]
    public void Types_and_missing_values_are_kept()
    {
        var frame = Read(Table);

        Assert.Equal(3, frame.Rows.Count);
        Assert.Equal(new bool?[] { true, false, false }, (BooleanDataFrameColumn)frame["label"]);
        Assert.Equal(new double?[] { -0.30000000000000004, null, 1e-300 }, (DoubleDataFrameColumn)frame["attendance.miss-rate"]);
        Assert.Equal(new[] { "CBT \"full\"", null, "DBT" }, (StringDataFrameColumn)frame["course.treatment"]);
        Assert.Equal("c,1", frame["client_id"][0]);
        Assert.Equal(new DateTime(2026, 3, 2, 9, 0, 0, 500, DateTimeKind.Utc), frame["landmark_at"][1]);
    }

    [Fact]
    public void What_was_read_is_written_byte_for_byte() => Assert.Equal(Table, Written(Read(Table)));

    [Fact]
    public async Task The_table_of_the_features_command_comes_back_byte_for_byte()
    {
        using var folder = new ClinicFolder(clients: 40);
        var run = await CommandRun.OfAsync("features", "--data", folder.Data, "--out", folder.File("table.csv"), "--codes", folder.File("codes.json"));

        Assert.True(run.ExitCode == 0, run.Error);
        var bytes = await File.ReadAllBytesAsync(folder.File("table.csv"));
        var frame = FeatureFrame.Read(new MemoryStream(bytes), FeatureCodes.Read(folder.File("codes.json")));
        Assert.Equal(Encoding.UTF8.GetString(bytes), Written(frame));
        Assert.Contains(frame.Columns, c => c.NullCount > 0);
    }

    [Theory]
    [InlineData("e,c,2026-03-02T09:00:00Z,silent,2,1,,", "Line 2, column label: '2'; expected 0 or 1")]
    [InlineData("e,c,yesterday,silent,1,1,,", "Line 2, column landmark_at: 'yesterday'")]
    [InlineData("e,c,2026-03-02T09:00:00Z,silent,1,1,much,", "Line 2, column attendance.miss-rate: 'much'")]
    [InlineData("e,c,2026-03-02T09:00:00Z,silent,1,1,", "Line 2 has 7 fields; expected 8")]
    public void A_table_that_is_not_as_expected_is_refused_by_place(string row, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => Read($"{Header}{row}\n")).Message, StringComparison.Ordinal);

    private static DataFrame Read(string table) => FeatureFrame.Read(new MemoryStream(Encoding.UTF8.GetBytes(table)), Codes);

    private static string Written(DataFrame frame)
    {
        using var stream = new MemoryStream();
        FeatureFrame.Write(frame, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
