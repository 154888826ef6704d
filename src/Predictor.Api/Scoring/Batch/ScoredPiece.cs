using Predictor.Api.Audit;

namespace Predictor.Api.Scoring.Batch;

/// <summary>The answers to some lines.</summary>
/// <param name="Answers">One a line, with line feeds.</param>
/// <param name="Records">What the audit trail has to hold before they go out; one a line.</param>
internal sealed record ScoredPiece(ReadOnlyMemory<byte> Answers, IReadOnlyList<AuditRecord> Records);
