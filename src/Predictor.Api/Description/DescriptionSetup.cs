using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;
using Predictor.Api.Security.Keys;
using Predictor.Risk.Reasons;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Description;

/// <summary>The description of the API (OpenAPI) at <c>/swagger/v1/swagger.json</c> and its page at <c>/swagger</c>.</summary>
internal static class DescriptionSetup
{
    private const string About =
        """
        Tells a therapy clinic which clients may be about to drop out, from what the clinic's books already hold.

        **What scores are for.** A score informs a conversation: whom to call first, and what to ask.

        **What scores are not for.** They must not be used to bill, to refuse or to end care, or to judge a therapist. They do not decide; a clinician does.

        A probability holds for its horizon (`horizonDays`) and for clients like those of the training; the model card (`GET /v1/models/{name}`) says who they were.

        Bodies may come in gzip (`Content-Encoding: gzip`); the limits hold for what is unpacked. Models and batches are answered in Brotli or gzip to whoever accepts
        it; a single score never is, so that the length of an answer tells nothing of what is in it.

        Errors are problem details (RFC 9457). Bodies that are not JSON are answered with 400, bodies that are JSON but wrong with 422; `errors` then names every bad
        field by its JSON pointer. A caller that is not known is answered with 401, one that lacks the scope with 403, one that sends too much with 429 and `Retry-After`. Problems and logs hold no value of a request. Unknown paths are answered with 404, wrong methods with 405.
        """;

    public static void AddDescription(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo { Title = "Predictor", Version = "v1", Description = About, Contact = new OpenApiContact { Name = "The Predictor authors" }, License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" } });
            // Where the document was read from: the service does not know its own name.
            options.AddServer(new OpenApiServer { Url = "/" });
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.IncludeXmlComments(typeof(DescriptionSetup).Assembly);
            options.IncludeXmlComments(typeof(RiskScore).Assembly);
            options.MapType<FeatureValue>(() => new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.String, Description = "A number, or the name of a category." });
            options.SchemaFilter<ScoreSchemaFilter>();
            options.DocumentFilter<ScoreDocumentFilter>();
            options.OperationFilter<ScoreOperationFilter>();
            options.AddSecurityDefinition(SecurityOperationFilter.ApiKey, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKey.HeaderName,
                Description = "A key that the service's operator gave.",
            });
            options.AddSecurityDefinition(SecurityOperationFilter.Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "An OAuth 2 access token of an authorisation server that the service knows, signed with RS256, RS384 or ES384.",
            });
            options.OperationFilter<SecurityOperationFilter>();
            options.OperationFilter<FhirOperationFilter>();
            options.OperationFilter<CdsOperationFilter>();
            options.OperationFilter<ResponseTextFilter>();
            options.OperationFilter<ExampleFilter>();
        });
    }

    /// <summary>Serves the document to those who may read models, and in development mode a page that shows it.</summary>
    public static void MapDescription(this WebApplication app)
    {
        app.MapSwagger(setupAction: options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1).RequireScope(Scopes.ModelsRead).ExcludeFromDescription();
        if (!app.Services.GetRequiredService<IOptions<SecurityOptions>>().Value.IsDevelopment) return;
        app.UseSwaggerUI(options =>
        {
            options.DocumentTitle = "Predictor API";
            options.SwaggerEndpoint("/swagger/v1/swagger.json", "Predictor v1");
        });
    }
}
