using System.Text.Json;
using Predictor.Api.Description;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Models;

/// <summary>
/// Scores the documented example until the code on the way is compiled, so that the first caller does not wait for that. Of its own, so that a test can let it wait.
/// </summary>
internal class WarmUp
{
    private const int Rounds = 50;

    public virtual void Run(LoadedModel model)
    {
        var body = Examples.Bytes(Examples.ScoreRequest);
        for (var round = 0; round < Rounds; round++)
        {
            var reading = model.Reader.Read(body);
            // Limits or instruments of its own may make a service refuse the example: then its first caller waits.
            if (reading.HasErrors) return;
            var score = model.Scorer.Unmetered.Score(reading.Episode, reading.AsOf.Value.Ticks, model.Package.Heads[0], round % 2 == 0 ? Explanation.Full : Explanation.Reasons);
            using var json = new Utf8JsonWriter(Stream.Null);
            ScoreJson.Write(json, score);
        }
    }
}
