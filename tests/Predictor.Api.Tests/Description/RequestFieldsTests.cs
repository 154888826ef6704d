using Predictor.Api.Description;
using Predictor.Care.Reading.Columns;
using Xunit;

namespace Predictor.Api.Tests.Description;

/// <summary>Holds what is said of the fields of a request against the columns that are read.</summary>
public sealed class RequestFieldsTests
{
    public static TheoryData<string> Records => [.. ExportSchemas.All.Select(s => s.JsonName)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_column_that_is_read_is_described_as_it_is_read(string name)
    {
        var schema = ExportSchemas.All.Single(s => s.JsonName == name);
        var described = AllRecords().Single(r => r.Name == name).Fields;
        Assert.Equal(schema.Columns.Select(c => c.JsonName).Order(StringComparer.Ordinal), described.Select(f => f.Name).Order(StringComparer.Ordinal));
        foreach (var column in schema.Columns)
        {
            var field = described.Single(f => f.Name == column.JsonName);
            Assert.Equal(column.Kind.ToString(), field.Kind.ToString());
            Assert.Equal(Finite(column.Minimum), field.Minimum);
            Assert.Equal(Finite(column.Maximum), field.Maximum);
            Assert.Equal(column.IsWhole, field.IsWhole);
            // In a document all events belong to its one episode, so they need not name it.
            var isOwnEpisode = column.JsonName == "episodeId" && schema != EpisodeColumns.Schema;
            Assert.Equal(column.IsRequired && !isOwnEpisode, field.IsRequired);
            Assert.EndsWith(".", field.Meaning, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_record_that_is_read_is_described() =>
        Assert.Equal(ExportSchemas.All.Select(s => s.JsonName), AllRecords().Select(r => r.Name));

    [Theory]
    [InlineData("episode", "endReason")]
    [InlineData("episode", "format")]
    [InlineData("episode", "payer")]
    [InlineData("appointments", "status")]
    [InlineData("appointments", "cancelledBy")]
    [InlineData("appointments", "delivery")]
    [InlineData("payments", "kind")]
    [InlineData("contacts", "direction")]
    [InlineData("contacts", "purpose")]
    public void Every_code_that_is_read_is_described(string record, string field)
    {
        IReadOnlyList<string> read = $"{record}.{field}" switch
        {
            "episode.endReason" => CodeTables.EndReason.Codes,
            "episode.format" => CodeTables.Format.Codes,
            "episode.payer" => CodeTables.Payer.Codes,
            "appointments.status" => CodeTables.Status.Codes,
            "appointments.cancelledBy" => CodeTables.CancelledBy.Codes,
            "appointments.delivery" => CodeTables.Delivery.Codes,
            "payments.kind" => CodeTables.PaymentKind.Codes,
            "contacts.direction" => CodeTables.Direction.Codes,
            _ => CodeTables.Purpose.Codes,
        };
        Assert.Equal(read, AllRecords().Single(r => r.Name == record).Fields.Single(f => f.Name == field).Codes);
    }

    [Fact]
    public void No_code_is_described_that_the_tests_do_not_hold_against_the_reader() =>
        Assert.Equal(9, AllRecords().SelectMany(r => r.Fields).Count(f => f.Kind == FieldKind.Code));

    private static IEnumerable<RecordDescription> AllRecords() => [EpisodeFields.Record, .. EventFields.All];

    private static double? Finite(double limit) => double.IsFinite(limit) ? limit : null;
}
