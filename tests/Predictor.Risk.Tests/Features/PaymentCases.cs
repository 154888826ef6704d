using Predictor.Care.Episodes;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Features;

internal static class PaymentCases
{
    private static readonly Episode Owing = Episode("2026-01-05") with
    {
        Payer = Payer.SelfPay,
        Copay = 25,
        Payments =
        [
            Payment("2026-01-05 10:00", PaymentKind.Charge, 80, dueOn: "2026-01-15"),
            Payment("2026-01-12 10:00", PaymentKind.Charge, 100, dueOn: "2026-01-20"),
            Payment("2026-01-18 10:00", PaymentKind.Payment, 80),
            Payment("2026-01-22 10:00", PaymentKind.Declined, 100),
            Payment("2026-01-25 10:00", PaymentKind.FeeMissedSession, 30),
            Payment("2026-01-26 10:00", PaymentKind.PlanStarted),
            Payment("2026-01-28 10:00", PaymentKind.CoverageLapsed),
            Payment("2026-02-02 10:00", PaymentKind.Refund, 20),
            Payment("2026-02-03 10:00", PaymentKind.WriteOff, 150),
        ],
    };

    private static readonly Episode NoneYet = Owing with { Payments = [] };
    private static readonly Episode NotRecorded = Episode("2026-01-05");
    private static readonly Episode NoAmount = NoneYet with { Payments = [Payment("2026-01-05 10:00", PaymentKind.Charge)] };
    private static readonly Episode NoDueDay = NoneYet with { Payments = [Payment("2026-01-05 10:00", PaymentKind.Charge, 80)] };
    private static readonly Episode Free = NoneYet with { Payments = [Payment("2026-01-05 10:00", PaymentKind.Charge, 0, dueOn: "2026-01-05")] };

    public static IEnumerable<FeatureCase> All { get; } =
    [
        .. FeatureCase.Of("payment", Owing, "2026-02-01 10:00",
            ("balance", 130),
            ("balance-in-charges", 130 / 70.0),
            ("days-overdue", 11 + (10 / 24.0)), // since the end of 20 January
            ("declined-60d", 1),
            ("days-since-declined", 10),
            ("on-plan", 1),
            ("coverage-lapsed", 1),
            ("days-since-lapse", 4),
            ("missed-session-fees-90d", 1),
            ("days-since-payment", 14),
            ("self-pay", 1),
            ("payer", "self_pay"),
            ("copay", 25)),
        .. FeatureCase.Of("payment", Owing, "2026-01-15 12:00", ("balance", 180), ("days-overdue", 0), ("on-plan", 0), ("coverage-lapsed", 0)),
        .. FeatureCase.Of("payment", Owing, "2026-01-17", ("days-overdue", 1)),
        .. FeatureCase.Of("payment", Owing, "2026-02-02 10:00", ("balance", 150)),
        .. FeatureCase.Of("payment", Owing, "2026-02-03 10:00", ("balance", 0), ("days-overdue", 0)),
        .. FeatureCase.Of("payment", Free, "2026-02-01 10:00", ("days-overdue", 0), ("balance", 0)),
        .. FeatureCase.Of("payment", NoneYet, "2026-02-01 10:00", ("balance", 0), ("days-overdue", 0), ("declined-60d", 0), ("on-plan", 0), ("missed-session-fees-90d", 0)),
        .. FeatureCase.Missing("payment", NoneYet, "2026-02-01 10:00", "balance-in-charges", "days-since-declined", "days-since-lapse", "days-since-payment"),
        .. FeatureCase.Missing("payment", NotRecorded, "2026-02-01 10:00",
            "balance", "balance-in-charges", "days-overdue", "declined-60d", "days-since-declined", "on-plan", "coverage-lapsed", "days-since-lapse",
            "missed-session-fees-90d", "days-since-payment", "self-pay", "payer", "copay"),
        .. FeatureCase.Missing("payment", NoAmount, "2026-02-01 10:00", "balance", "balance-in-charges", "days-overdue"),
        .. FeatureCase.Missing("payment", NoDueDay, "2026-02-01 10:00", "days-overdue"),
    ];
}
