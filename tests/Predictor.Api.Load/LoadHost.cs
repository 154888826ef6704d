using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Predictor.Api.Models;

namespace Predictor.Api.Load;

/// <summary>The service on a free port of the loopback address, with one path more: it takes the same body apart and answers always the same.</summary>
internal sealed class LoadHost(string folder) : WebApplicationFactory<LoadedModel>
{
    public const string ConstantPath = "/constant";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private readonly DirectoryInfo _audit = Directory.CreateTempSubdirectory("predictor-load-");

    /// <summary>What the path answers; as long as a score.</summary>
    public byte[] Constant { get; set; } = [];

    public int Start()
    {
        UseKestrel(0);
        StartServer();
        var holder = Services.GetRequiredService<ModelHolder>();
        if (!SpinWait.SpinUntil(() => holder.State.Model is not null, TimeSpan.FromSeconds(30))) throw new InvalidOperationException($"The model in {folder} was not loaded in 30 s.");
        return ClientOptions.BaseAddress.Port;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _audit.Refresh();
        if (disposing && _audit.Exists) _audit.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // As it is started where it serves: in development the framework puts a page for exceptions around every request.
        builder.UseEnvironment("Production");
        builder.UseSetting("Model:Folder", folder);
        builder.UseSetting("Security:Mode", "Development");
        builder.UseSetting("Audit:Folder", _audit.FullName);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(new ConstantAnswer(this)));
    }

    private sealed class ConstantAnswer(LoadHost host) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Map(ConstantPath, branch => branch.Run(async context =>
            {
                var body = await JsonSerializer.DeserializeAsync<Body>(context.Request.Body, Options, context.RequestAborted);
                if (body?.Appointments.Count is null or 0) throw new InvalidOperationException("The body holds no appointment.");
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = host.Constant.Length;
                await context.Response.Body.WriteAsync(host.Constant);
            }));
        };
    }

    private sealed record Body(DateTimeOffset AsOf, Episode Episode, List<Appointment> Appointments, List<Measure> Measures, List<Payment> Payments, List<Contact> Contacts);

    private sealed record Episode(string EpisodeId, string ClientId, DateOnly StartedOn, int AgeAtStart, double DistanceKm, string Payer, string Format);

    private sealed record Appointment(string AppointmentId, DateTimeOffset BookedAt, DateTimeOffset StartsAt, string Status, string Delivery);

    private sealed record Measure(DateTimeOffset TakenAt, string Instrument, string Rater, double Score);

    private sealed record Payment(DateTimeOffset OccurredAt, string Kind, decimal Amount);

    private sealed record Contact(DateTimeOffset OccurredAt, string Channel, string Direction, string Purpose);
}
