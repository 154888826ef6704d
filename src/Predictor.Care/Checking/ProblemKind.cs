namespace Predictor.Care.Checking;

/// <summary>What is wrong. Each kind is always an error or always a warning, see <see cref="ProblemKinds.SeverityOf"/>.</summary>
public enum ProblemKind
{
    // The file.
    MissingFolder,
    MissingFile,
    UnreadableFile,
    EmptyFile,
    WrongEncoding,
    WrongSeparator,
    MissingColumn,
    DuplicateColumn,
    TruncatedFile,
    UnterminatedQuote,

    // One row of a file.
    StrayQuote,
    WrongFieldCount,
    InvalidUtf8,
    NulCharacter,

    // The JSON document.
    InvalidJson,
    WrongType,
    UnknownField,
    DuplicateField,
    AuditAttributeRefused,
    MismatchedEpisode,
    TooManyEvents,

    // One value.
    MissingValue,
    TooLong,
    UnknownCode,
    NotANumber,
    OutOfRange,
    NotATime,
    MissingOffset,

    // Several values or records together.
    DuplicateId,
    DuplicateMeasure,
    UnknownEpisode,
    ImpossibleOrder,
    EndBeforeSession,
    EndWithoutDate,
    InTheFuture,
    NotCancelled,
    ImpossibleCount,

    // Warnings.
    UnknownFile,
    UnknownColumn,
    NoRows,
    NoFinalLineEnd,
    BlankRow,
    SurroundingSpaces,
    Placeholder,
    UnlikelyOrder,
    AfterTheEnd,
    EndWithoutReason,
    DuplicateRow,
    SimultaneousSessions,
    OverlappingEpisodes,
    SimilarInstrument,
    EpisodeLeftOut,
}
