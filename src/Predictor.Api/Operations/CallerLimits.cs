using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Predictor.Api.Problems;
using Predictor.Api.Scoring.Batch;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;

namespace Predictor.Api.Operations;

/// <summary>
/// Keeps each caller from taking what others need: so many requests a second, so many at a time, a bounded number that wait, and a time for each. Requests without a known
/// caller, which are going to be refused, are counted by their address.
/// </summary>
internal static class CallerLimits
{
    private const int StrangersPerSecond = 20;
    private const int StrangersAtOnce = 8;

    public static void AddCallerLimits(this IServiceCollection services)
    {
        services.AddSingleton(p => new BatchCores(p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ServiceTimes>();
        services.AddRateLimiter();
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>, IOptions<SecurityOptions>, ServiceTimes>(Limit);
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<LimitOptions>>((timeouts, limits) => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(limits.Value.RequestSeconds),
            TimeoutStatusCode = StatusCodes.Status408RequestTimeout,
        });
    }

    /// <summary>After the caller is known.</summary>
    public static void UseCallerLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        var (cores, times) = (app.Services.GetRequiredService<BatchCores>(), app.Services.GetRequiredService<ServiceTimes>());
        app.Use((context, next) =>
        {
            var kind = KindOf(context);
            if (kind == RequestKind.One) cores.LeaveOne();
            return times.MeasureAsync(kind, (context, next), static r => r.next(r.context));
        });
    }

    /// <summary>The endpoint takes batches: they are limited by number and by standing still, not by time.</summary>
    public static TBuilder LimitAsBatch<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.DisableRequestTimeout();
        return endpoints.WithMetadata(new TakesBatches());
    }

    private static RequestKind KindOf(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<IAllowAnonymous>() is not null) return RequestKind.Open;
        return metadata?.GetMetadata<TakesBatches>() is not null ? RequestKind.Batch : RequestKind.One;
    }

    private static void Limit(RateLimiterOptions limiter, IOptions<LimitOptions> options, IOptions<SecurityOptions> security, ServiceTimes times)
    {
        var limits = options.Value;
        // A place first: a request that waits for one has not used up its share of the second.
        var places = PartitionedRateLimiter.Create<HttpContext, (string, RequestKind)>(context => PlaceOf(context, limits));
        var rates = PartitionedRateLimiter.Create<HttpContext, string>(context => RateOf(context, limits, security.Value.IsDevelopment));
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(places, rates);
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (rejected, cancellation) =>
        {
            var context = rejected.HttpContext;
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : WaitForPlace(context, places, limits, times);
            var seconds = (long)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, 3600);
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await ProblemPages.ResultOf(context, KnownProblems.TooManyRequests(seconds)).ExecuteAsync(context);
        };
    }

    private static RateLimitPartition<(string, RequestKind)> PlaceOf(HttpContext context, LimitOptions limits)
    {
        var kind = KindOf(context);
        if (Caller.NameOf(context) is not { } name) return kind == RequestKind.Open ? RateLimitPartition.GetNoLimiter(("", kind)) : Places((Stranger(context), kind), StrangersAtOnce, 0);
        return kind switch
        {
            RequestKind.Open => RateLimitPartition.GetNoLimiter(("", kind)),
            RequestKind.Batch => Places((name, kind), limits.BatchesAtOnce, 0),
            _ => Places((name, kind), limits.RequestsAtOnce, limits.RequestsWaiting),
        };
    }

    private static RateLimitPartition<string> RateOf(HttpContext context, LimitOptions limits, bool isDevelopment)
    {
        var name = Caller.NameOf(context);
        if (KindOf(context) == RequestKind.Open || (isDevelopment && name is not null)) return RateLimitPartition.GetNoLimiter("");
        var perSecond = name is null ? StrangersPerSecond : limits.RequestsPerSecond;
        return RateLimitPartition.GetTokenBucketLimiter(name ?? Stranger(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
    }

    private static RateLimitPartition<(string, RequestKind)> Places((string, RequestKind) key, int atOnce, int waiting) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>When a place should be free, as long as requests take what they have taken of late.</summary>
    private static TimeSpan WaitForPlace(HttpContext context, PartitionedRateLimiter<HttpContext> places, LimitOptions limits, ServiceTimes times)
    {
        var kind = KindOf(context);
        var before = (places.GetStatistics(context)?.CurrentQueuedCount ?? 0) + 1;
        return times.Mean(kind) * before / (kind == RequestKind.Batch ? limits.BatchesAtOnce : limits.RequestsAtOnce);
    }

    /// <summary>Where a request comes from: an IPv4 address, or the network of 64 bits that one IPv6 subscriber has.</summary>
    private static string Stranger(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return "stranger:" + Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, 8)));
    }

    private sealed class TakesBatches;
}

/// <summary>What a request is to the limits.</summary>
internal enum RequestKind
{
    /// <summary>An ordinary request.</summary>
    One,

    /// <summary>A stream of many.</summary>
    Batch,

    /// <summary>One that anybody may send at any time: health.</summary>
    Open,
}
