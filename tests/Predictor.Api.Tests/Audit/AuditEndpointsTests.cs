using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Audit;
using Predictor.Api.Audit.Durable;
using Predictor.Api.Problems;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Audit;

/// <summary>Endpoints that do what the service's own do not yet.</summary>
public sealed class AuditEndpointsTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _place = new();
    private readonly WebApplication _app;

    public AuditEndpointsTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration["Audit:Folder"] = _place.Path;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAudit();
        _app = builder.Build();
        _app.UseProblems();
        _app.UseAudit();
        // As an authorisation does it: before the endpoint is reached.
        _app.Use((context, next) =>
        {
            if (!context.Request.Query.ContainsKey("forbidden")) return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
        _app.MapGet("/done", () => Results.NoContent()).Audited("do");
        _app.MapGet("/failed", string () => throw new InvalidOperationException("zq-secret")).Audited("fail");
        _app.MapGet("/hasty", (HttpContext context) => context.Response.WriteAsync("too early")).Audited("hasty");
        _app.MapGet("/open", () => "open");
    }

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("/done", 204, """{"operation":"do","caller":"anonymous","outcome":"done","status":204,""")]
    [InlineData("/done?forbidden", 403, """{"operation":"do","caller":"anonymous","outcome":"refused","status":403,""")]
    [InlineData("/failed", 500, """{"operation":"fail","caller":"anonymous","outcome":"failed","status":500,""")]
    public async Task Each_outcome_has_its_record(string path, int status, string record)
    {
        var answer = await _app.GetTestClient().GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith(record, Assert.Single(Operations()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_audited_leaves_no_record()
    {
        await _app.GetTestClient().GetAsync("/open?forbidden");
        Assert.Equal("open", await _app.GetTestClient().GetStringAsync("/open"));
        Assert.Empty(Operations());
    }

    [Fact]
    public async Task An_endpoint_that_answers_before_its_record_is_kept_is_cut_off() =>
        await Assert.ThrowsAnyAsync<Exception>(() => _app.GetTestClient().GetStringAsync("/hasty"));

    private List<string> Operations()
    {
        var records = new List<string>();
        LogCheck.Run(Path.Combine(_place.Path, "trail"), "trail", LogKeyFile.Read(Path.Combine(_place.Path, "keys.json")), null, r => records.Add(System.Text.Encoding.UTF8.GetString(r.Data.Span)));
        return [.. records.Where(r => r.StartsWith("{\"operation\"", StringComparison.Ordinal))];
    }
}
