using System.Globalization;
using Predictor.Care.Time;

namespace Predictor.Care.Reading.Fields;

/// <summary>Moments as they are shown in problems: a bare day as the day, anything else in UTC.</summary>
internal static class MomentText
{
    public static string Of(Moment moment, ClinicCalendar calendar) => moment.IsDay
        ? calendar.DayOf(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : moment.Known.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
