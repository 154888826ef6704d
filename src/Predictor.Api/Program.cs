using Predictor.Api.Audit;
using Predictor.Api.Audit.Commands;
using Predictor.Api.Description;
using Predictor.Api.Health;
using Predictor.Api.Models;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Api.Scoring;
using Predictor.Api.Scoring.Batch;
using Predictor.Api.Security;

if (args is ["audit", .. var audit]) return AuditCommand.Run(audit, Console.In, Console.Out, Console.Error);
return await Running.RunOrExplainAsync(Build, Console.Error);

WebApplication Build()
{
    // The settings stand beside the program, wherever it is started from.
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddOperations();
    builder.AddLoopbackOnly();
    builder.Services.AddAudit();
    builder.Services.AddModel();
    builder.Services.AddDescription();

    var app = builder.Build();
    app.UseRequestLog();
    app.UseSecurityHeaders();
    app.UseProblems();
    app.UseAudit();
    app.UseDescription();

    app.MapHealth();
    var v1 = app.MapGroup("/v1");
    v1.MapScoring();
    v1.MapBatchScoring();
    v1.MapModels();
    return app;
}
