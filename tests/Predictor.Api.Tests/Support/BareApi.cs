using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Api.Security;

namespace Predictor.Api.Tests.Support;

/// <summary>The security and the limits of the service around endpoints of a test.</summary>
internal static class BareApi
{
    public static async Task<WebApplication> StartAsync((string Key, string Value)[] settings, Action<WebApplication> map, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder([.. settings.Select(s => $"--{s.Key}={s.Value}")]);
        builder.WebHost.UseTestServer();
        builder.AddOperations();
        builder.AddSecurity();
        if (time is not null) builder.Services.AddSingleton(time);
        var app = builder.Build();
        app.UseProblems();
        app.UseSecurity();
        map(app);
        await app.StartAsync();
        return app;
    }
}
