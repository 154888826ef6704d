using Microsoft.AspNetCore.Http.HttpResults;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Models;

/// <summary><c>/models</c>: which model answers, and what is known of it.</summary>
internal static class ModelEndpoints
{
    public static void AddModel(this IServiceCollection services)
    {
        services.AddChecked<ModelOptions>(ModelOptions.Section, o => o.Problems());
        services.AddSingleton<ModelHolder>();
        services.AddHostedService<ModelLoader>();
    }

    public static void MapModels(this RouteGroupBuilder group)
    {
        var models = group.MapGroup("/models").WithTags("Models").RequireScope(Scopes.ModelsRead);
        models.MapGet("", List)
            .WithName("ListModels")
            .WithSummary("The models that the service scores with")
            .WithDescription("Name, version, hash, and for each horizon the base rate and the thresholds of the bands.")
            .Produces<ModelList>()
            .ProducesProblems(StatusCodes.Status503ServiceUnavailable);
        models.MapGet("/{name}", Get)
            .WithName("GetModel")
            .WithSummary("All that is known of a model")
            .WithDescription("The model card, the metrics on clients that the training did not see, and every feature with its meaning and training distribution.")
            .Produces<ModelDetails>()
            .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult List(ModelHolder models)
    {
        var (model, whyNone) = models.State;
        return model is null ? new ProblemResult(KnownProblems.NotReady(whyNone)) : Json(new ModelList([model.Details.Summary()]));
    }

    /// <param name="name">The model's name, from the list of models.</param>
    /// <param name="models">Where the model is.</param>
    private static IResult Get(string name, ModelHolder models)
    {
        var (model, whyNone) = models.State;
        if (model is null) return new ProblemResult(KnownProblems.NotReady(whyNone));
        return name == model.Details.Name ? Json(model.Details) : new ProblemResult(KnownProblems.UnknownModel());
    }

    private static JsonHttpResult<T> Json<T>(T value) => TypedResults.Json(value, ScoreJson.Options, "application/json");
}
