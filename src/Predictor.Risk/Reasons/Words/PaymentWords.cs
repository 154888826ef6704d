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
    private const string PayerUnknown = "Who pays is not recorded";

    private static readonly Say W = new(FeatureFamily.Payment);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Fact("balance", Balance, t => t.Value switch { > 0 => $"{Money(t.Value)} outstanding", < 0 => $"{Money(-t.Value)} in credit", _ => "Nothing outstanding" }, t => Unknown(t, AmountUnknown)),
        W.Fact("balance-in-charges", Balance, t => t.IsSome ? $"About {Number(t.Value)} times a usual charge outstanding" : "Nothing outstanding", t => Unknown(t, "No charge so far")),
        W.Fact("days-overdue", Balance, t => t.IsSome ? $"A charge fell due {Days(t.Value)} ago" : "No charge overdue", t => Unknown(t, AmountUnknown)),
        W.Fact("declined-60d", Declined, t => t.IsSome ? On($"{Count(t.Value, "payment", "payments")} did not go through in the last two months", t.LastDay(PaymentKind.Declined)) : "Every payment in the last two months went through", NotRecorded),
        W.Fact("days-since-declined", Declined, t => $"A payment last did not go through {Days(t.Value)} ago", t => Unknown(t, "Every payment so far went through")) with { IsKnownWhenMissing = IsRecorded },
        W.Fact("on-plan", "plan", t => t.IsSome ? "A payment plan has been agreed" : "No payment plan", NotRecorded),
        W.Fact("coverage-lapsed", Cover, t => t.IsSome ? On("Insurance cover lapsed", t.LastDay(PaymentKind.CoverageLapsed)) : "No lapse of insurance cover on record", NotRecorded),
        W.Fact("days-since-lapse", Cover, t => $"Insurance cover lapsed {Days(t.Value)} ago", t => Unknown(t, "No lapse of insurance cover on record")) with { IsKnownWhenMissing = IsRecorded },
        W.Fact("missed-session-fees-90d", "fees", t => t.IsSome ? $"{Count(t.Value, "fee", "fees")} for missed sessions in the last three months" : "No fee for a missed session in the last three months", NotRecorded),
        W.Fact("days-since-payment", "last-payment", t => $"The last payment was {Days(t.Value)} ago", t => Unknown(t, "No payment so far")) with { IsKnownWhenMissing = IsRecorded },
        W.Fact("self-pay", Payer, t => t.IsSome ? "Pays out of pocket" : "Does not pay out of pocket", PayerUnknown),
        W.Fact("payer", Payer, t => t.Category switch { "self_pay" => "Pays out of pocket", "commercial" => "A private insurer pays", "public" => "A public insurer pays", _ => "The employer pays" }, PayerUnknown),
        W.Fact("copay", Payer, t => t.IsSome ? $"Pays {Money(t.Value)} for each session" : "Pays nothing for a session", "What the client pays for a session is not recorded"),
    ];

    private static bool IsRecorded(Told told) => told.State.Episode.Payments is not null;

    private static string Unknown(Told told, string otherwise) => IsRecorded(told) ? otherwise : NotRecorded;
}
