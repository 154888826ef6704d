using Predictor.Care.Time;

namespace Predictor.Care.Reading.Fields;

/// <summary>
/// Reads the forms of ISO 8601 that exports use: <c>2026-03-02</c>, and <c>2026-03-02T09:00[:00[.123]]</c> followed by <c>Z</c>, <c>+01:00</c>,
/// <c>+0100</c> or <c>+01</c>, with a space allowed for the <c>T</c>. Written by hand because the general parsers are several times slower and lenient.
/// Not safe for several threads: it remembers the days it has seen, whose bounds in the clinic's zone are costly.
/// </summary>
internal sealed class MomentParser(ClinicCalendar calendar)
{
    public const int FirstYear = 1950;
    public const int LastYear = 2199;

    private const int DateLength = 10;
    private const int MaximumOffsetMinutes = 14 * 60;

    private readonly Dictionary<int, Moment> _days = [];

    public MomentFault Parse(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = default;
        var fault = ParseDate(text, out var date);
        if (fault != MomentFault.None) return fault;
        if (text.Length == DateLength)
        {
            moment = DayOf(date);
            return MomentFault.None;
        }

        if (text[DateLength] is not ((byte)'T' or (byte)' ')) return MomentFault.WrongForm;
        fault = ParseTime(text[(DateLength + 1)..], out var timeTicks, out var rest);
        if (fault != MomentFault.None) return fault;
        if (rest.IsEmpty) return MomentFault.NoOffset;
        fault = ParseOffset(rest, out var offsetMinutes);
        if (fault != MomentFault.None) return fault;
        var localTicks = date.DayNumber * TimeSpan.TicksPerDay;
        moment = Moment.At(localTicks + timeTicks - (offsetMinutes * TimeSpan.TicksPerMinute));
        return MomentFault.None;
    }

    private static MomentFault ParseDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-') return MomentFault.WrongForm;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day)) return MomentFault.WrongForm;
        if (year is < FirstYear or > LastYear) return MomentFault.YearOutOfRange;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return MomentFault.NoSuchTime;
        date = new DateOnly(year, month, day);
        return MomentFault.None;
    }

    private static MomentFault ParseTime(ReadOnlySpan<byte> text, out long ticks, out ReadOnlySpan<byte> rest)
    {
        ticks = 0;
        rest = default;
        if (text.Length < 5 || text[2] != ':' || !TryDigits(text[..2], out var hour) || !TryDigits(text[3..5], out var minute)) return MomentFault.WrongForm;
        text = text[5..];
        var second = 0;
        long fraction = 0;
        if (!text.IsEmpty && text[0] == ':')
        {
            if (text.Length < 3 || !TryDigits(text[1..3], out second)) return MomentFault.WrongForm;
            text = text[3..];
            if (!text.IsEmpty && text[0] == '.' && !TryFraction(ref text, out fraction)) return MomentFault.WrongForm;
        }

        if (hour > 23 || minute > 59 || second > 59) return MomentFault.NoSuchTime;
        ticks = (((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond) + fraction;
        rest = text;
        return MomentFault.None;
    }

    /// <summary>Reads a point and the digits after it; what is finer than a tick of 100 ns is cut off.</summary>
    private static bool TryFraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var unit = TimeSpan.TicksPerSecond;
        var length = 1;
        while (length < text.Length && char.IsAsciiDigit((char)text[length]))
        {
            unit /= 10;
            ticks += (text[length] - '0') * unit;
            length++;
        }

        text = text[length..];
        return length > 1;
    }

    private static MomentFault ParseOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1 && text[0] == 'Z') return MomentFault.None;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length < 3 || !TryDigits(text[1..3], out var hours)) return MomentFault.WrongForm;
        var minuteDigits = text[3..];
        if (minuteDigits.Length == 3 && minuteDigits[0] == ':') minuteDigits = minuteDigits[1..];
        var extra = 0;
        if (!minuteDigits.IsEmpty && (minuteDigits.Length != 2 || !TryDigits(minuteDigits, out extra))) return MomentFault.WrongForm;
        var total = (hours * 60) + extra;
        if (extra > 59 || total > MaximumOffsetMinutes) return MomentFault.NoSuchTime;
        minutes = text[0] == '-' ? -total : total;
        return MomentFault.None;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + (digit - '0');
        }

        return true;
    }

    private Moment DayOf(DateOnly date)
    {
        if (_days.TryGetValue(date.DayNumber, out var known)) return known;
        var day = calendar.Day(date);
        _days.Add(date.DayNumber, day);
        return day;
    }
}
