namespace Predictor.Care.Outcome;

/// <summary>A time in which a client is gone. All times in UTC ticks.</summary>
/// <param name="AnchorTicks">g, the session (or first appointment) after which nothing was attended.</param>
/// <param name="KnownTicks">k, when it is known: g plus the inactivity limit, or when the clinic recorded that the client stopped.</param>
/// <param name="ReturnTicks">When a later attended session ended the spell; null where none did.</param>
public readonly record struct GoneSpell(long AnchorTicks, long KnownTicks, long? ReturnTicks)
{
    /// <summary>True at instants when the client is known to be gone and has not come back.</summary>
    public bool IsKnownAt(long ticks) => ticks >= KnownTicks && !(ReturnTicks <= ticks);

    /// <summary>True at instants when the spell has begun and is not yet known: the outcome is half decided.</summary>
    public bool IsUnderWayAt(long ticks) => AnchorTicks <= ticks && KnownTicks > ticks;
}
