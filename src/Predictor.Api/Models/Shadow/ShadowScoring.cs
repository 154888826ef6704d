using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Models.Shadow;

/// <summary>
/// Scores with challengers beside the answers. Nobody waits for it: what does not fit into its queue is dropped and counted, and it takes no more than its share of a processor.
/// </summary>
internal sealed partial class ShadowScoring(IOptions<ModelOptions> options, TimeProvider time, ILogger<ShadowScoring> logger) : BackgroundService
{
    private const int MostWaiting = 256;
    private const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Work between two rests: short beside a request, long beside the cost of a timer.</summary>
    private static readonly TimeSpan Spell = TimeSpan.FromMilliseconds(5);

    private readonly Channel<Job> _jobs = Channel.CreateBounded<Job>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private long _waitingBytes;

    /// <summary>Has a score compared, if there is a challenger and it keeps up. Never waits and never fails.</summary>
    /// <param name="catalogue">The models when the request began.</param>
    /// <param name="model">The model that answered.</param>
    /// <param name="body">The request; copied.</param>
    /// <param name="score">The answer.</param>
    public void Offer(ModelCatalogue catalogue, LoadedModel model, ReadOnlyMemory<byte> body, RiskScore score)
    {
        if (catalogue.ShadowOf(model) is { } shadow) Offer(shadow, new ShadowBody(body), score);
    }

    /// <inheritdoc cref="Offer(ModelCatalogue, LoadedModel, ReadOnlyMemory{byte}, RiskScore)"/>
    /// <param name="catalogue">The models when the request began.</param>
    /// <param name="model">The model that answered.</param>
    /// <param name="input">The request; copied.</param>
    /// <param name="score">The answer.</param>
    public void Offer(ModelCatalogue catalogue, LoadedModel model, ShadowInput input, RiskScore score)
    {
        if (catalogue.ShadowOf(model) is { } shadow) Offer(shadow, input, score);
    }

    private void Offer(ShadowComparison shadow, ShadowInput input, RiskScore score)
    {
        var bytes = input.Bytes;
        if (_jobs.Reader.Count >= MostWaiting || Interlocked.Read(ref _waitingBytes) + bytes > MostBytes)
        {
            shadow.AddDropped();
            return;
        }

        Interlocked.Add(ref _waitingBytes, bytes);
        // Without its reasons: a job that waits keeps no more of the answer than it needs.
        if (_jobs.Writer.TryWrite(new Job(shadow, input.Kept(), bytes, score with { Reasons = null, SuggestedActions = null, Contributions = null }))) return;
        Interlocked.Add(ref _waitingBytes, -bytes);
        shadow.AddDropped();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var share = options.Value.ShadowShare;
        var worked = TimeSpan.Zero;
        await foreach (var job in _jobs.Reader.ReadAllAsync(stoppingToken))
        {
            Interlocked.Add(ref _waitingBytes, -job.Bytes);
            var start = time.GetTimestamp();
            Compare(job);
            worked += time.GetElapsedTime(start);
            if (worked < Spell || share >= 1) continue;
            await Task.Delay(worked * ((1 - share) / share), time, stoppingToken);
            worked = TimeSpan.Zero;
        }
    }

    private void Compare(Job job)
    {
        var challenger = job.Shadow.Challenger;
        try
        {
            if (job.Input.Read(challenger) is not { } read || challenger.Package.HeadOf(job.Score.HorizonDays) is not { } head) job.Shadow.AddIncomparable();
            else job.Shadow.Add(job.Score, challenger.Scorer.Unmetered.Score(read.Episode, read.AsOf, head, Explanation.None));
        }
#pragma warning disable CA1031 // A challenger's mistake is what a trial is to find out: it is counted and logged, and the trial goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailure(challenger.Title, e.GetType().FullName, e.StackTrace);
            job.Shadow.AddFailed();
        }
    }

    // The message of an exception is left out: it may quote what a client sent.
    [LoggerMessage(EventId = 502, Level = LogLevel.Error, Message = "The challenger {Challenger} failed with {ExceptionType} {Stack}")]
    private partial void LogFailure(string challenger, string? exceptionType, string? stack);

    private sealed record Job(ShadowComparison Shadow, ShadowInput Input, long Bytes, RiskScore Score);
}
