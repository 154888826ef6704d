using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Predictor.Api.Audit;
using Predictor.Api.Models.Loading;
using Predictor.Api.Problems;
using Predictor.Api.Scoring;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Models.Admin;

/// <summary><c>/admin/models</c>: which version serves, what is tried beside it, and what is wrong.</summary>
internal static class ModelAdministration
{
    private const string JsonType = "application/json";
    private const int MostBytes = 4096;

    private static readonly JsonSerializerOptions Strict = new(ScoreJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true };

    /// <summary>Maps the endpoints. What changes something takes JSON alone, which a page of another origin cannot send unasked.</summary>
    public static void MapModelAdministration(this RouteGroupBuilder group)
    {
        // One group, so that who may do this is said once.
        var admin = group.MapGroup("/admin/models").WithTags("Administration").RequireScope(Scopes.Admin);
        admin.MapGet("", (ModelHolder models, ModelLibrary library) => Json(AdminState.Of(models.Catalogue, library.KeepsChoices)))
            .WithName("GetModelState")
            .WithSummary("How the models are")
            .WithDescription("Every version that is loaded, which serves and why, how a challenger compares, and the open alarms.")
            .Produces<AdminState>()
            .ProducesProblems();
        Describe<RollBack>(admin.MapPost("/{name}/roll-back", RollBackAsync), "model.roll-back", "RollBackModel", "Serves the version before", "The next lower version that is loaded serves from now on, and goes on when a higher one is put up. `from` is the version to leave, so that an instruction sent twice rolls back once: otherwise 409.");
        Describe<ChooseVersion>(admin.MapPut("/{name}/version", ChooseVersionAsync), "model.choose-version", "ChooseModelVersion", "Serves one version", "This version serves from now on, and goes on when a higher one is put up.");
        Describe<ChooseChallenger>(admin.MapPut("/{name}/challenger", ChooseChallengerAsync), "model.choose-challenger", "ChooseChallenger", "Tries a model beside the one that serves", "The challenger scores the requests that the model answers. Nobody is told its scores; they are compared and counted.");
        Describe(admin.MapDelete("/{name}/version", (string name, ModelHolder models, ModelLibrary library) => Change(name, models, library, (c, _, _) => c.WithVersion(name, null))), "model.serve-highest-version", "ServeHighestVersion", "Serves the highest version again", "Undoes a roll back or the choice of a version.");
        Describe(admin.MapDelete("/{name}/challenger", (string name, ModelHolder models, ModelLibrary library) => Change(name, models, library, (c, _, _) => c.WithChallenger(name, null))), "model.stop-challenger", "StopChallenger", "Ends the trial of a challenger", "Its figures go with it.");
    }

    private static void Describe<TBody>(RouteHandlerBuilder endpoint, string act, string name, string summary, string description)
        where TBody : notnull =>
        Describe(endpoint.Accepts<TBody>(JsonType).ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status408RequestTimeout, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType), act, name, summary, description);

    private static void Describe(RouteHandlerBuilder endpoint, string act, string name, string summary, string description) => endpoint
        .Audited(act)
        .WithName(name)
        .WithSummary(summary)
        .WithDescription(description)
        .Produces<AdminState>()
        .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> RollBackAsync(string name, HttpRequest request, ModelHolder models, ModelLibrary library, CancellationToken cancellation)
    {
        var (body, wrong) = await ReadAsync<RollBack>(request, "{\"from\": \"1.1.0\"}, the version to leave", cancellation);
        return wrong ?? Change(name, models, library, (choices, served, conflicts) =>
        {
            if (served.Current is not { } current || current.Package.Version != body!.From)
            {
                conflicts.Add($"The version that serves is {served.Current?.Package.Version ?? "none"}; expected it as from.");
                return choices;
            }

            var before = served.Versions.FirstOrDefault(v => Version.Parse(v.Package.Version) < Version.Parse(current.Package.Version));
            if (before is null) conflicts.Add($"There is no lower version than {current.Package.Version} to go back to.");
            return choices.WithVersion(name, before?.Package.Version);
        });
    }

    private static async Task<IResult> ChooseVersionAsync(string name, HttpRequest request, ModelHolder models, ModelLibrary library, CancellationToken cancellation)
    {
        var (body, wrong) = await ReadAsync<ChooseVersion>(request, "{\"version\": \"1.0.0\"}", cancellation);
        return wrong ?? Change(name, models, library, (choices, served, conflicts) =>
        {
            if (served.Versions.All(v => v.Package.Version != body!.Version)) conflicts.Add($"There is no such version of {name}; expected one of {string.Join(", ", served.Versions.Select(v => v.Package.Version))}.");
            return choices.WithVersion(name, body!.Version);
        });
    }

    private static async Task<IResult> ChooseChallengerAsync(string name, HttpRequest request, ModelHolder models, ModelLibrary library, CancellationToken cancellation)
    {
        var (body, wrong) = await ReadAsync<ChooseChallenger>(request, "{\"challenger\": \"name@1.1.0\"}", cancellation);
        return wrong ?? Change(name, models, library, (choices, served, conflicts) =>
        {
            var challenger = ModelChoice.TrySplit(body!.Challenger, out var other, out var version) ? models.Catalogue.Find(other, version) : null;
            if (challenger is null) conflicts.Add($"There is no such challenger; expected one of {models.Catalogue.Choices()}.");
            else if (ReferenceEquals(challenger, served.Current)) conflicts.Add("The challenger is the version that serves; expected another.");
            return choices.WithChallenger(name, body.Challenger);
        });
    }

    /// <summary>Makes a change unless there is a conflict, and answers how the models are then.</summary>
    private static IResult Change(string name, ModelHolder models, ModelLibrary library, Func<OperatorChoices, ServedModel, List<string>, OperatorChoices> change)
    {
        Problem? problem = null;
        try
        {
            library.Choose((choices, catalogue) =>
            {
                if (catalogue.Named(name) is not { } served)
                {
                    problem = catalogue.Models.Count == 0 ? KnownProblems.NotReady(catalogue.State.WhyNone) : KnownProblems.UnknownModel(catalogue.Choices());
                    return null;
                }

                List<string> conflicts = [];
                var changed = change(choices, served, conflicts);
                if (conflicts.Count == 0) return changed;
                problem = KnownProblems.ModelConflict(string.Join(" ", conflicts));
                return null;
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = KnownProblems.ChoicesNotKept();
        }

        return problem is null ? Json(AdminState.Of(models.Catalogue, library.KeepsChoices)) : new ProblemResult(problem);
    }

    private static async Task<(T? Body, IResult? Wrong)> ReadAsync<T>(HttpRequest request, string expected, CancellationToken cancellation)
        where T : class
    {
        if (!RequestBody.Is(request, JsonType)) return (null, new ProblemResult(KnownProblems.UnsupportedMediaType(JsonType)));
        if (await RequestBody.ReadAsync(request, MostBytes, cancellation) is not { } bytes) return (null, new ProblemResult(KnownProblems.BodyTooLarge(MostBytes)));
        try
        {
            if (JsonSerializer.Deserialize<T>(bytes.Span, Strict) is { } body) return (body, null);
        }
        catch (JsonException)
        {
            // Said below: the message of the exception would quote the body.
        }

        return (null, new ProblemResult(KnownProblems.InvalidInstruction(expected)));
    }

    private static JsonHttpResult<AdminState> Json(AdminState state) => TypedResults.Json(state, ScoreJson.Options, JsonType);
}

/// <summary>The instruction to serve the version before.</summary>
public sealed record RollBack
{
    /// <summary>The version to leave, which has to be the one that serves.</summary>
    public required string From { get; init; }
}

/// <summary>The instruction to serve one version.</summary>
public sealed record ChooseVersion
{
    /// <summary>One of the versions that are loaded.</summary>
    public required string Version { get; init; }
}

/// <summary>The instruction to try a model.</summary>
public sealed record ChooseChallenger
{
    /// <summary>The challenger as <c>name@version</c>; of the same name or another.</summary>
    public required string Challenger { get; init; }
}
