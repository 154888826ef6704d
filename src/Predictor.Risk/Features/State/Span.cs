namespace Predictor.Risk.Features.State;

/// <summary>Spans between instants in UTC ticks.</summary>
internal static class Span
{
    /// <summary>Days from one instant to another; a day is 24 hours.</summary>
    public static double Days(long from, long to) => (to - from) / (double)TimeSpan.TicksPerDay;

    /// <summary>
    /// Days since an instant; NaN where it never was. A session can be told of before it starts, or before its bare day is over: 0 then.
    /// </summary>
    public static double DaysSince(long? from, long now) => from is { } known ? Math.Max(0, Days(known, now)) : double.NaN;
}
