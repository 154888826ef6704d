namespace Predictor.Care.Checking;

/// <summary>Facts about the kinds of problem.</summary>
public static class ProblemKinds
{
    /// <summary>Whether problems of a kind are errors or warnings.</summary>
    public static ProblemSeverity SeverityOf(ProblemKind kind) => kind switch
    {
        ProblemKind.UnknownFile or
        ProblemKind.UnknownColumn or
        ProblemKind.NoRows or
        ProblemKind.NoFinalLineEnd or
        ProblemKind.BlankRow or
        ProblemKind.SurroundingSpaces or
        ProblemKind.Placeholder or
        ProblemKind.UnlikelyOrder or
        ProblemKind.AfterTheEnd or
        ProblemKind.EndWithoutReason or
        ProblemKind.DuplicateRow or
        ProblemKind.SimultaneousSessions or
        ProblemKind.OverlappingEpisodes or
        ProblemKind.SimilarInstrument or
        ProblemKind.EpisodeLeftOut => ProblemSeverity.Warning,
        _ => ProblemSeverity.Error,
    };

    /// <summary>
    /// True for errors that lie in the file as a whole, so that leaving out single rows cannot mend them:
    /// nobody knows which rows, or which parts of them, are missing.
    /// </summary>
    internal static bool ConcernsWholeFile(ProblemKind kind) => kind is
        ProblemKind.MissingFolder or
        ProblemKind.MissingFile or
        ProblemKind.UnreadableFile or
        ProblemKind.EmptyFile or
        ProblemKind.WrongEncoding or
        ProblemKind.WrongSeparator or
        ProblemKind.MissingColumn or
        ProblemKind.DuplicateColumn or
        ProblemKind.TruncatedFile or
        ProblemKind.UnterminatedQuote;
}
