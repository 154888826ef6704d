using Predictor.Care.Episodes;
using Predictor.Risk.Features.State;
using static Predictor.Risk.Features.RiskDirection;

namespace Predictor.Risk.Features.Catalogue;

/// <summary>Money that may stand in the way of coming. All missing where payments are not recorded.</summary>
internal static class PaymentFeatures
{
    private const string Amount = "payments.amount";
    private const string Kind = "payments.kind";

    private static readonly Declare F = new(FeatureFamily.Payment);

    public static IReadOnlyList<Feature> All { get; } =
    [
        F.Number("balance", "Outstanding balance", Unit.Money, Raises, "Charges, fees and refunds less payments and write-offs; missing where an amount is.", s => IfRecorded(s, p => p.Balance), Kind, Amount),
        F.Number("balance-in-charges", "Outstanding balance in average charges", Unit.Ratio, Raises, "The balance over the mean charge; missing before the first charge.", s => IfRecorded(s, p => p.BalanceInCharges), Kind, Amount),
        F.Number("days-overdue", "Days a charge is overdue", Unit.Days, Raises, "Days since the oldest open charge fell due, 0 where none is; payments settle the oldest charge first; missing where an amount is, or where no open charge says when it is due.", s => IfRecorded(s, p => p.DaysOverdue(s.Now)), Kind, Amount, "payments.due_on"),
        F.Number("declined-60d", "Declined payments in two months", Unit.Count, Raises, "Payments declined in the last 60 days.", s => IfRecorded(s, p => p.Declined60(s.Now)), Kind),
        F.Number("days-since-declined", "Days since a payment was declined", Unit.Days, Either, "Days since the last declined payment; missing where there was none.", s => IfRecorded(s, p => Span.DaysSince(p.LastDeclined, s.Now)), Kind),
        F.Number("on-plan", "On a payment plan", Unit.YesNo, Either, "1 once a payment plan has started.", s => IfRecorded(s, p => p.IsOnPlan ? 1 : 0), Kind),
        F.Number("coverage-lapsed", "Coverage lapsed", Unit.YesNo, Raises, "1 once coverage has lapsed in this episode.", s => IfRecorded(s, p => p.LastLapse is null ? 0 : 1), Kind),
        F.Number("days-since-lapse", "Days since coverage lapsed", Unit.Days, Either, "Days since coverage last lapsed; missing where it did not.", s => IfRecorded(s, p => Span.DaysSince(p.LastLapse, s.Now)), Kind),
        F.Number("missed-session-fees-90d", "Fees for missed sessions in three months", Unit.Count, Raises, "Fees for missed sessions in the last 90 days.", s => IfRecorded(s, p => p.MissedSessionFees90(s.Now)), Kind),
        F.Number("days-since-payment", "Days since the last payment", Unit.Days, Either, "Days since the last payment that went through; missing before the first.", s => IfRecorded(s, p => Span.DaysSince(p.LastPayment, s.Now)), Kind),
        F.YesNo("self-pay", "Pays out of pocket", Raises, "1 where the client pays for the treatment; missing where the payer is unknown.", s => s.Episode.Payer is { } payer ? payer == Payer.SelfPay : null, "episodes.payer"),
        F.Category("payer", "Who pays", "self_pay, commercial, public or employer; missing where unknown.", s => PayerName(s.Episode.Payer), "episodes.payer"),
        F.Number("copay", "Co-pay for a session", Unit.Money, Raises, "What the client pays for a session; missing where unknown.", s => s.Episode.Copay ?? double.NaN, "episodes.copay"),
    ];

    private static double IfRecorded(FeatureState state, Func<PaymentState, double> value) => state.Episode.Payments is null ? double.NaN : value(state.Payments);

    private static string? PayerName(Payer? payer) => payer switch
    {
        Payer.SelfPay => "self_pay",
        Payer.Commercial => "commercial",
        Payer.Public => "public",
        Payer.Employer => "employer",
        _ => null,
    };
}
