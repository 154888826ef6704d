using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Predictor.Api.Audit;
using Predictor.Api.Audit.Durable;
using Predictor.Api.Models;
using Xunit;

namespace Predictor.Api.Tests.Support;

/// <summary>The service with a model folder and settings of a test; all that it logs is kept.</summary>
internal sealed class ApiFactory(string folder, params (string Key, string Value)[] settings) : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _audit = Directory.CreateTempSubdirectory("predictor-audit-");
    private readonly List<DurableLog> _logs = [];

    public LogCapture Log { get; init; } = new();

    /// <summary>Services that a test puts into the service.</summary>
    public Action<IServiceCollection> More { get; init; } = _ => { };

    /// <summary>The folder of the audit trail.</summary>
    public string AuditFolder => _audit.FullName;

    /// <summary>The records of the audit trail as they stand on the disk.</summary>
    public IReadOnlyList<string> Trail()
    {
        var records = new List<string>();
        LogCheck.Run(Path.Combine(AuditFolder, AuditTrail.LogName), AuditTrail.LogName, LogKeyFile.Read(Path.Combine(AuditFolder, "keys.json")), null, r => records.Add(Encoding.UTF8.GetString(r.Data.Span)));
        return records;
    }

    /// <summary>Starts a real server on a free port of the loopback address instead of the one in memory.</summary>
    public ApiFactory OnKestrel()
    {
        UseKestrel(0);
        StartServer();
        return this;
    }

    /// <summary>Waits for the loading of the model, which runs beside the start.</summary>
    public ApiFactory WaitUntilReady()
    {
        WaitUntilLoaded();
        Assert.NotNull(Services.GetRequiredService<ModelHolder>().State.Model);
        return this;
    }

    /// <summary>Waits until the model was loaded or found wanting.</summary>
    public ApiFactory WaitUntilLoaded()
    {
        var holder = Services.GetRequiredService<ModelHolder>();
        Assert.True(SpinWait.SpinUntil(() => holder.State != ModelState.Loading, TimeSpan.FromSeconds(30)), "The model was not loaded in 30 s.");
        return this;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        // The service stops on a thread of its own, which may be at it still: the folder goes once the log is closed.
        foreach (var log in _logs) log.Dispose();
        // Both ways of disposing come here.
        if (Directory.Exists(AuditFolder)) _audit.Delete(recursive: true);
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        _logs.Add(host.Services.GetRequiredKeyedService<DurableLog>(AuditTrail.LogName));
        return host;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Model:Folder", folder);
        // What most tests are about is not who calls.
        if (!settings.Any(s => s.Key.StartsWith("Security:", StringComparison.Ordinal))) builder.UseSetting("Security:Mode", "Development");
        builder.UseSetting("Audit:Folder", AuditFolder);
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace)));
        builder.ConfigureTestServices(More);
    }
}
