using Predictor.Care.Episodes;
using Predictor.Risk.Features;
using static Predictor.Risk.Reasons.Phrase;

namespace Predictor.Risk.Reasons.Words;

/// <summary>Money that may stand in the way of coming, in words. Never a demand: they are for a talk about help.</summary>
internal static class PaymentWords
{
    private const string Balance = "balance";
    private const string Declined = "declined";
    private const string Cover = "cover";
    private const string Payer = "payer";
    private const string NotRecorded = "Payments are not recorded";
    private const string AmountUnknown = "What is owed is not known from the records";
    /// <summary>Sums of amounts leave dust behind: less than half a hundredth is nothing.</summary>
    private const double LeastMoney = 0.005;

    private const string PayerUnknown = "Who pays is not recorded";

    private static readonly Say W = new(FeatureFamily.Payment);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Fact("balance", Balance, t => t.Value switch { >= LeastMoney => $"{Money(t.Value)} outstanding", <= -LeastMoney => $"{Money(-t.Value)} in credit", _ => "Nothing outstanding" }, t => Unknown(t, AmountUnknown)),
        W.Fact("balance-in-charges", Balance, t => t.State.Payments.Balance >= LeastMoney ? $"{Money(t.State.Payments.Balance)} outstanding, {Number(t.Value)} times a usual charge" : "Nothing outstanding", t => Unknown(t, "What is owed, or a usual charge, is not known from the records")),
        W.Fact("days-overdue", Balance, t => t.Value >= 1 ? $"A charge fell due {Days(Math.Floor(t.Value))} ago" : "No charge overdue", t => Unknown(t, "When charges fall due is not known from the records")),
        W.Fact("declined-60d", Declined, t => t.IsSome ? $"{Count(t.Value, "payment", "payments")} did not go through in the last two months{On(t, PaymentKind.Declined, t.Value > 1)}" : "No payment turned down in the last two months", NotRecorded),
        W.Fact("days-since-declined", Declined, t => $"A payment last did not go through {t.Ago(t.State.Payments.LastDeclined)}", t => Known(t, "No payment turned down so far", "payment.declined")),
        W.Fact("on-plan", "plan", t => t.IsSome ? "A payment plan has been agreed" : "No payment plan", NotRecorded),
        W.Fact("coverage-lapsed", Cover, t => t.IsSome ? $"Insurance cover lapsed{On(t, PaymentKind.CoverageLapsed, false)}" : "No lapse of insurance cover on record", NotRecorded),
        W.Fact("days-since-lapse", Cover, t => $"Insurance cover lapsed {t.Ago(t.State.Payments.LastLapse)}", t => Known(t, "No lapse of insurance cover on record", "payment.cover")),
        W.Fact("missed-session-fees-90d", "fees", t => t.IsSome ? $"{Count(t.Value, "fee", "fees")} for missed sessions in the last three months" : "No fee for a missed session in the last three months", NotRecorded),
        W.Fact("days-since-payment", "last-payment", t => $"The last payment was {t.Ago(t.State.Payments.LastPayment)}", t => Known(t, "No payment so far", "payment.last-payment")),
        W.Fact("self-pay", Payer, t => t.IsSome ? "Pays out of pocket" : "An insurer or the employer pays at least in part", PayerUnknown),
        W.Fact("payer", Payer, t => t.Category switch { "self_pay" => "Pays out of pocket", "commercial" => "A private insurer pays at least in part", "public" => "A public insurer pays at least in part", _ => "The employer pays at least in part" }, PayerUnknown),
        W.Fact("copay", Payer, t => t.IsSome ? $"Pays {Money(t.Value)} for each session" : "Pays nothing for a session", "What the client pays for a session is not recorded"),
    ];

    private static bool IsRecorded(Told told) => told.State.Episode.Payments is not null;

    private static Absence Known(Told told, string text, string theme) => IsRecorded(told) ? new Absence(text, theme) : NotRecorded;

    private static string On(Told told, PaymentKind kind, bool areSeveral) => told.Last(kind) is not { } last ? "" : areSeveral ? $", the latest on {told.Day(last.OccurredAt)}" : $" on {told.Day(last.OccurredAt)}";

    private static Absence Unknown(Told told, string otherwise) => IsRecorded(told) ? otherwise : NotRecorded;
}
