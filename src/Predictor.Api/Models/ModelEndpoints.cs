using System.Security.Cryptography;
using System.Text;
using Predictor.Api.Models.Loading;
using Predictor.Api.Models.Shadow;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;

namespace Predictor.Api.Models;

/// <summary><c>/models</c>: which models answer, and what is known of them.</summary>
internal static class ModelEndpoints
{
    private const string Conditional = "The answer has a strong ETag that begins with the model's hash; with If-None-Match it is answered with 304 while nothing has changed.";

    public static void AddModel(this IServiceCollection services)
    {
        services.AddChecked<ModelOptions>(ModelOptions.Section, o => o.Problems());
        services.AddSingleton<ModelHolder>();
        services.AddSingleton<ModelMetrics>();
        services.AddSingleton<WarmUp>();
        services.AddSingleton<PackageLoader>();
        services.AddSingleton<ModelLibrary>();
        services.AddHostedService<ModelWatcher>();
        services.AddSingleton<ShadowScoring>();
        services.AddHostedService(p => p.GetRequiredService<ShadowScoring>());
    }

    public static void MapModels(this RouteGroupBuilder group)
    {
        var models = group.MapGroup("/models").WithTags("Models").RequireScope(Scopes.ModelsRead);
        models.MapGet("", List)
            .CompressAnswer()
            .WithName("ListModels")
            .WithSummary("The models that the service scores with")
            .WithDescription("Each version with its hash, and for each horizon the base rate and the thresholds of the bands; which version of a name serves, and which name is the default. " + Conditional)
            .Produces<ModelList>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(StatusCodes.Status503ServiceUnavailable);
        models.MapGet("/{name}", Get)
            .CompressAnswer()
            .WithName("GetModel")
            .WithSummary("All that is known of a model")
            .WithDescription("The model card, the metrics on clients that the training did not see, and every feature with its meaning and training distribution. " + Conditional)
            .Produces<ModelDetails>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult List(ModelHolder models)
    {
        var catalogue = models.Catalogue;
        if (catalogue.Models.Count == 0) return new ProblemResult(KnownProblems.NotReady(catalogue.State.WhyNone));
        var defaultName = catalogue.State.Model?.Package.Name;
        var list = new ModelList([.. catalogue.Models.SelectMany(m => m.Versions.Select(v => v.Details.Entry(ReferenceEquals(v, m.Current), m.Name == defaultName)))]);
        return ModelAnswer.Of(list, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(list.Models.Select(m => m.Sha256))))));
    }

    /// <param name="name">The model's name, from the list of models.</param>
    /// <param name="version">One of its versions; without it the one that serves.</param>
    /// <param name="models">Where the models are.</param>
    private static IResult Get(string name, string? version, ModelHolder models)
    {
        var catalogue = models.Catalogue;
        if (catalogue.Models.Count == 0) return new ProblemResult(KnownProblems.NotReady(catalogue.State.WhyNone));
        return catalogue.Find(name, version) is { } model ? model.DetailsAnswer : new ProblemResult(KnownProblems.UnknownModel(catalogue.Choices()));
    }
}
