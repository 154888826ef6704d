namespace Predictor.Risk.Features.State;

/// <summary>
/// Charges not yet settled, oldest first, with the earliest due day among them at hand however many are open: a second queue keeps only
/// those due days that no later charge undercuts.
/// </summary>
internal sealed class OpenCharges
{
    /// <summary>Half a cent: sums of amounts with two decimals are not exact in binary.</summary>
    private const double Settled = 0.005;

    private readonly Queue<(double Amount, long Due)> _charges = new();
    private readonly LinkedList<long> _earliestDues = new();
    private double _paidOfFirst;

    public bool IsEmpty => _charges.Count == 0;

    /// <summary>The earliest due day of an open charge in UTC ticks; null where none has one.</summary>
    public long? OldestDue => _earliestDues.First is { Value: < long.MaxValue and var due } ? due : null;

    /// <param name="amount">Above 0.</param>
    /// <param name="dueTicks">The end of the due day in UTC ticks; null where unknown.</param>
    public void Add(double amount, long? dueTicks)
    {
        var due = dueTicks ?? long.MaxValue;
        _charges.Enqueue((amount, due));
        while (_earliestDues.Last is { } last && last.Value > due) _earliestDues.RemoveLast();
        _earliestDues.AddLast(due);
    }

    /// <summary>Settles the oldest charges with a credit and returns what is left of it.</summary>
    public double Settle(double credit)
    {
        while (credit > 0 && _charges.TryPeek(out var first))
        {
            var paid = Math.Min(credit, first.Amount - _paidOfFirst);
            credit -= paid;
            _paidOfFirst += paid;
            if (first.Amount - _paidOfFirst > Settled) break;
            _charges.Dequeue();
            _paidOfFirst = 0;
            if (_earliestDues.First!.Value == first.Due) _earliestDues.RemoveFirst();
        }

        return credit;
    }
}
