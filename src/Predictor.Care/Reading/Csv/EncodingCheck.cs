using Predictor.Care.Checking;

namespace Predictor.Care.Reading.Csv;

/// <summary>Tells from the first bytes of a file that it cannot be UTF-8 text.</summary>
internal static class EncodingCheck
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Length = 4;

    private const string Expected = "UTF-8 text";

    /// <returns>False where the file cannot be read, which has been reported.</returns>
    public static bool Run(ReadOnlySpan<byte> start, FileProblems problems)
    {
        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            problems.Report(ProblemKind.WrongEncoding, null, null, "an Excel workbook or ZIP archive", Expected, "The file is an Excel workbook or a ZIP archive; save it as 'CSV UTF-8 (comma delimited)'.");
            return false;
        }

        // A byte order mark, or the zero bytes that every ASCII character has in UTF-16.
        var utf16 = start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || (start.Length >= 2 && (start[0] == 0) != (start[1] == 0));
        if (!utf16) return true;
        problems.Report(ProblemKind.WrongEncoding, null, null, "UTF-16", Expected, "The file is encoded as UTF-16; save it as UTF-8.");
        return false;
    }
}
