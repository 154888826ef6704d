using Predictor.Care.Episodes;

namespace Predictor.Risk.Features.State;

/// <summary>The client's account so far. Credits settle the oldest charge first.</summary>
internal sealed class PaymentState
{
    private readonly OpenCharges _open = new();
    private readonly Recent _declined60 = new(60);
    private readonly Recent _fees90 = new(90);
    private double _credit;
    private bool _amountMissing;
    private double _balance;
    private RunningMoments _charges;

    /// <summary>What is owed, negative for credit; NaN once an amount was left out.</summary>
    public double Balance => _amountMissing ? double.NaN : _balance;

    /// <summary>The balance in average charges; NaN before the first charge.</summary>
    public double BalanceInCharges => _charges.Count > 0 && _charges.Mean > 0 ? Balance / _charges.Mean : double.NaN;

    public bool IsOnPlan { get; private set; }

    public long? LastLapse { get; private set; }

    public long? LastPayment { get; private set; }

    public long? LastDeclined { get; private set; }

    public int Declined60(long now) => _declined60.Count(now);

    public int MissedSessionFees90(long now) => _fees90.Count(now);

    /// <summary>Days since the oldest open charge fell due, 0 where none is; NaN once an amount was left out or where no open charge says when it is due.</summary>
    public double DaysOverdue(long now)
    {
        if (_amountMissing) return double.NaN;
        if (_open.IsEmpty) return 0;
        return _open.OldestDue is { } due ? Math.Max(0, Span.Days(due, now)) : double.NaN;
    }

    public void Apply(Payment payment)
    {
        var now = payment.OccurredAt.Ticks;
        switch (payment.Kind)
        {
            case PaymentKind.Charge:
                Charge(payment);
                break;
            case PaymentKind.FeeMissedSession:
                _fees90.Add(now);
                Charge(payment);
                break;
            case PaymentKind.Payment:
                LastPayment = now;
                Credit(payment.Amount);
                break;
            case PaymentKind.WriteOff:
                Credit(payment.Amount);
                break;
            case PaymentKind.Refund:
                Refund(payment.Amount);
                break;
            case PaymentKind.Declined:
                LastDeclined = now;
                _declined60.Add(now);
                break;
            case PaymentKind.PlanStarted:
                IsOnPlan = true;
                break;
            case PaymentKind.CoverageLapsed:
                LastLapse = now;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(payment), payment.Kind, "Unknown kind of payment.");
        }
    }

    private void Charge(Payment payment)
    {
        if (payment.Amount is not { } amount)
        {
            _amountMissing = true;
            return;
        }

        _charges.Add(amount);
        _balance += amount;
        // Nothing to pay is never overdue, and a charge taken back by a negative one is as good as paid.
        if (amount > 0) _open.Add(amount, payment.DueOn?.Ticks);
        else _credit -= amount;
        _credit = _open.Settle(_credit);
    }

    private void Credit(double? amount)
    {
        _amountMissing |= amount is null;
        _balance -= amount ?? 0;
        _credit = _open.Settle(_credit + (amount ?? 0));
    }

    /// <summary>Money given back is owed again only where it had settled something: it is taken from the credit first.</summary>
    private void Refund(double? amount)
    {
        _amountMissing |= amount is null;
        _balance += amount ?? 0;
        _credit -= amount ?? 0;
    }
}
