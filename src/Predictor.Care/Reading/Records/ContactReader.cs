using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Records;

/// <summary>Reads a contact.</summary>
internal static class ContactReader
{
    /// <returns>Null where the record has errors, all of which have been reported.</returns>
    public static Contact? Read(FieldReader fields)
    {
        var occurredAt = fields.Moment(ContactColumns.OccurredAt);
        var channel = fields.Text(ContactColumns.Channel);
        var direction = fields.Code(ContactColumns.Direction, CodeTables.Direction);
        var purpose = fields.Code(ContactColumns.Purpose, CodeTables.Purpose);
        var answeredAt = fields.Moment(ContactColumns.AnsweredAt);
        if (fields.HasErrors || occurredAt is null) return null;
        return new Contact { OccurredAt = occurredAt.Value, Channel = channel, Direction = direction, Purpose = purpose, AnsweredAt = answeredAt };
    }
}
