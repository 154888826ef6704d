using Predictor.Api.Operations;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Operations;

public sealed class ServiceTimesTests
{
    [Fact]
    public async Task The_mean_follows_what_requests_of_the_kind_take()
    {
        var time = new ManualTime();
        var times = new ServiceTimes(time);
        Assert.Equal(TimeSpan.Zero, times.Mean(RequestKind.Batch));
        async Task TakeAsync(RequestKind kind, double seconds) => await times.MeasureAsync(kind, seconds, _ =>
        {
            time.Advance(seconds);
            return Task.CompletedTask;
        });

        await TakeAsync(RequestKind.Batch, 10);
        Assert.Equal(10, times.Mean(RequestKind.Batch).TotalSeconds, 1e-6);
        await TakeAsync(RequestKind.Batch, 20);
        Assert.Equal(11, times.Mean(RequestKind.Batch).TotalSeconds, 1e-6);
        for (var i = 0; i < 200; i++) await TakeAsync(RequestKind.Batch, 20);
        Assert.Equal(20, times.Mean(RequestKind.Batch).TotalSeconds, 1e-3);
        Assert.Equal(TimeSpan.Zero, times.Mean(RequestKind.One));
        await Assert.ThrowsAsync<InvalidDataException>(() => times.MeasureAsync(RequestKind.One, 0, _ => { time.Advance(3); throw new InvalidDataException(); }));
        Assert.Equal(3, times.Mean(RequestKind.One).TotalSeconds, 1e-6);
    }
}
