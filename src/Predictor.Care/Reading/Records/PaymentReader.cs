using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Records;

/// <summary>Reads a payment event.</summary>
internal static class PaymentReader
{
    /// <returns>Null where the record has errors, all of which have been reported.</returns>
    public static Payment? Read(FieldReader fields)
    {
        var occurredAt = fields.Moment(PaymentColumns.OccurredAt);
        var kind = fields.Code(PaymentColumns.Kind, CodeTables.PaymentKind);
        var amount = fields.Number(PaymentColumns.Amount);
        var dueOn = fields.Moment(PaymentColumns.DueOn);
        if (fields.HasErrors || occurredAt is null || kind is null) return null;
        return new Payment { OccurredAt = occurredAt.Value, Kind = kind.Value, Amount = amount, DueOn = dueOn };
    }
}
