using System.Text.Json;
using Predictor.Api.Description;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Models;

/// <summary>
/// Scores the documented example until the code on the way is compiled, so that the first caller does not wait for that. Also shows that the model
/// can score at all before the service says that it is ready.
/// </summary>
internal static class WarmUp
{
    private const int Rounds = 50;

    /// <exception cref="InvalidOperationException">The example cannot be read, which is a mistake of the service.</exception>
    public static void Run(LoadedModel model)
    {
        var body = Examples.Bytes(Examples.ScoreRequest);
        for (var round = 0; round < Rounds; round++)
        {
            var reading = model.Reader.Read(body);
            if (reading.HasErrors) throw new InvalidOperationException("The documented example has errors: " + string.Join(' ', reading.Problems.Listed));
            var score = model.Scorer.Score(reading.Episode, reading.AsOf.Value.Ticks, model.Package.Heads[0], explain: round % 2 == 0);
            _ = JsonSerializer.SerializeToUtf8Bytes(score, ScoreJson.Options);
        }
    }
}
