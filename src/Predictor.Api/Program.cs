using Predictor.Api.Audit;
using Predictor.Api.Audit.Commands;
using Predictor.Api.CdsHooks;
using Predictor.Api.CdsHooks.Feedback;
using Predictor.Api.Description;
using Predictor.Api.Fhir;
using Predictor.Api.Health;
using Predictor.Api.Models;
using Predictor.Api.Models.Admin;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Api.Scoring;
using Predictor.Api.Scoring.Batch;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;
using Predictor.Api.Security.Keys;

if (Help.IsAsked(args)) return Help.Run(Console.Out);
if (args is ["keys", .. var rest]) return KeysCommand.Run(rest, Console.Out, Console.Error);
if (args is ["audit", .. var audit]) return AuditCommand.Run(audit, Console.In, Console.Out, Console.Error);
if (args is ["health", .. var address]) return await HealthCommand.RunAsync(address, Console.Out, Console.Error);
return await Running.RunOrExplainAsync(Build, Console.Error);

WebApplication Build()
{
    // The settings stand beside the program, wherever it is started from.
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = SecuritySetup.Arguments(args), ContentRootPath = AppContext.BaseDirectory });
    builder.AddOperations();
    builder.AddSecurity();
    builder.Services.AddAudit();
    builder.Services.AddModel();
    builder.Services.AddHealth();
    builder.Services.AddFhir();
    builder.Services.AddScoring();
    builder.Services.AddAnswerCompression();
    builder.Services.AddCdsHooks();
    builder.Services.AddDescription();
    KnownSections.RefuseOthers(builder.Services);

    var app = builder.Build();
    app.UseRequestLog();
    app.UseSecurityHeaders();
    app.UseProblems();
    app.UseAnswerCompression();
    app.UseAudit();
    app.UseSecurity();

    app.MapDescription();
    app.MapHealth();
    var v1 = app.MapGroup("/v1");
    v1.MapScoring();
    v1.MapBatchScoring();
    v1.MapModels();
    v1.MapModelAdministration();
    var fhir = app.MapGroup(FhirEndpoints.Root).MapFhir();
    fhir.Operation.RequireScope(Scopes.Score);
    fhir.Description.RequireScope(Scopes.ModelsRead);
    app.MapGroup(CdsEndpoints.Root).MapCdsHooks().RequireCdsClient();
    v1.MapFeedbackCounts().RequireScope(Scopes.PanelRead);
    return app;
}
