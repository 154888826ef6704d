using Predictor.Risk.Scoring;

namespace Predictor.Risk.Evaluation;

/// <summary>The true risk at landmarks of simulated data, by episode, instant and horizon.</summary>
public sealed class TrueRisks
{
    private readonly Dictionary<(string EpisodeId, long Ticks, int HorizonDays), double> _risks = [];

    /// <summary>Adds one.</summary>
    /// <param name="episodeId">The episode.</param>
    /// <param name="ticks">UTC ticks of the landmark.</param>
    /// <param name="horizonDays">Days ahead.</param>
    /// <param name="probability">The chance that the label is 1, given all that the simulation knows.</param>
    /// <exception cref="ArgumentException">It is no probability, or the landmark has one already.</exception>
    public void Add(string episodeId, long ticks, int horizonDays, double probability)
    {
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentException($"probability is {probability}; expected 0 to 1", nameof(probability));
        if (!_risks.TryAdd((episodeId, ticks, horizonDays), probability)) throw new ArgumentException($"episode {episodeId} has two risks at {UtcInstant.Text(ticks)} for {horizonDays} days; expected one", nameof(episodeId));
    }

    /// <summary>The risks of some landmarks, one each.</summary>
    /// <exception cref="ArgumentException">One is not known; the message names it.</exception>
    internal double[] Of(int horizonDays, IReadOnlyList<(string EpisodeId, long Ticks)> landmarks)
    {
        var risks = new double[landmarks.Count];
        for (var i = 0; i < risks.Length; i++)
        {
            var (episodeId, ticks) = landmarks[i];
            if (!_risks.TryGetValue((episodeId, ticks, horizonDays), out risks[i]))
                throw new ArgumentException($"the true risk of episode {episodeId} at {UtcInstant.Text(ticks)} for {horizonDays} days is not given; expected one for each landmark of the export, with the same days of inactivity");
        }

        return risks;
    }
}
