using Predictor.Api.Audit;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring.Idempotency;

/// <summary>An answer that was given, and what the audit trail has to hold each time it is given again.</summary>
/// <param name="Json">The answer.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Model">The model that it came of.</param>
/// <param name="Status">The status of the score.</param>
internal sealed record KeptAnswer(byte[] Json, AuditSubject Subject, ScoredBy Model, string Status);
