namespace Predictor.Care.Reading.Fields;

/// <summary>Why a text is no moment.</summary>
internal enum MomentFault
{
    None,

    /// <summary>Neither <c>YYYY-MM-DD</c> nor a date-time of ISO 8601.</summary>
    WrongForm,

    /// <summary>The form is right, but there is no such day, time of day or offset, such as 30 February.</summary>
    NoSuchTime,

    /// <summary>A date-time that does not say its offset from UTC.</summary>
    NoOffset,

    /// <summary>A year that no clinic's record is of: a placeholder or a slip of the pen.</summary>
    YearOutOfRange,
}
