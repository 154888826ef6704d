using Predictor.Care.Episodes;

namespace Predictor.Risk.Features.State;

/// <summary>
/// What stands in the diary: bookings ahead, and past ones with no outcome. Every answer depends on the events and on the instant asked
/// for alone, never on what was asked before, so that serving and training agree.
/// </summary>
internal sealed class DiaryState(IReadOnlyList<Appointment> appointments)
{
    private readonly Place[] _places = new Place[appointments.Count];
    private readonly bool[] _confirmed = new bool[appointments.Count];
    private readonly PriorityQueue<int, (long Start, string Id)> _ahead = new();
    private int _aheadCount;
    private int _unsettled;
    private long _lastLeft = long.MinValue;

    private enum Place : byte
    {
        Unknown,
        Ahead,
        Past,
        Settled,
    }

    /// <summary>True once an appointment has said when it was booked; until then nothing can be told about bookings ahead.</summary>
    public bool TellsBookings { get; private set; }

    public int Reminded { get; private set; }

    public int Confirmed { get; private set; }

    public void Book(int index)
    {
        TellsBookings |= appointments[index].BookedAt is not null;
        _places[index] = Place.Ahead;
        _aheadCount++;
        _ahead.Enqueue(index, (appointments[index].StartsAt.Ticks, appointments[index].AppointmentId));
    }

    public void Settle(int index, long known)
    {
        if (_places[index] == Place.Ahead)
        {
            _aheadCount--;
            _lastLeft = Math.Max(_lastLeft, Math.Min(known, appointments[index].StartsAt.Ticks));
        }
        else if (_places[index] == Place.Past)
        {
            _unsettled--;
        }

        _places[index] = Place.Settled;
    }

    public void Remind() => Reminded++;

    public void Confirm(int index)
    {
        Confirmed++;
        _confirmed[index] = true;
    }

    /// <summary>The next appointment after now; null where there is none.</summary>
    public Appointment? Next(long now) => NextIndex(now) is { } index ? appointments[index] : null;

    /// <summary>How many appointments lie ahead.</summary>
    public int CountAhead(long now)
    {
        _ = NextIndex(now);
        return _aheadCount;
    }

    /// <summary>Past bookings of which nobody has said what became.</summary>
    public int CountUnsettled(long now)
    {
        _ = NextIndex(now);
        return _unsettled;
    }

    /// <summary>True where the next appointment is confirmed; null where there is none.</summary>
    public bool? NextIsConfirmed(long now) => NextIndex(now) is { } index ? _confirmed[index] : null;

    /// <summary>Since when nothing lies ahead, in UTC ticks; null where something does or nothing was ever booked.</summary>
    public long? EmptySince(long now) => NextIndex(now) is null && _lastLeft != long.MinValue ? _lastLeft : null;

    private int? NextIndex(long now)
    {
        while (_ahead.TryPeek(out var index, out var key))
        {
            if (_places[index] == Place.Ahead && key.Start > now) return index;
            _ahead.Dequeue();
            if (_places[index] != Place.Ahead) continue;
            _places[index] = Place.Past;
            _aheadCount--;
            _unsettled++;
            _lastLeft = Math.Max(_lastLeft, key.Start);
        }

        return null;
    }
}
