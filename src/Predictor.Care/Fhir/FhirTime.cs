using System.Text;
using Predictor.Care.Reading.Fields;
using Predictor.Care.Time;

namespace Predictor.Care.Fhir;

/// <summary>Times as FHIR writes them.</summary>
public static class FhirTime
{
    private const int LongestText = 64;

    /// <summary>Reads a day, known at its end in the clinic's zone, or a time with its offset.</summary>
    /// <returns>False for anything else, and for a part of a date such as <c>2026-03</c>.</returns>
    public static bool TryParse(string text, ClinicCalendar calendar, out Moment moment)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(calendar);
        moment = default;
        return text.Length <= LongestText && new MomentParser(calendar).Parse(Encoding.UTF8.GetBytes(text), out moment) == MomentFault.None;
    }
}
