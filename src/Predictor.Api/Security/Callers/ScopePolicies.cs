using Microsoft.AspNetCore.Authorization;

namespace Predictor.Api.Security.Callers;

/// <summary>The one place that decides what a caller may do. What is not opened by name is closed.</summary>
internal static class ScopePolicies
{
    public static void AddScopePolicies(this IServiceCollection services)
    {
        var builder = services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All) builder.AddPolicy(scope, p => p.RequireAuthenticatedUser().RequireClaim(Caller.ScopeClaim, scope));
        // An endpoint that asks for a caller has to say for which scope.
        builder.SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        builder.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(c => IsNoEndpoint(c.Resource)).Build());
    }

    /// <summary>The endpoints take callers with a scope.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoints, string scope)
        where TBuilder : IEndpointConventionBuilder
    {
        if (!Scopes.All.Contains(scope)) throw new ArgumentException($"There is no scope '{scope}'.", nameof(scope));
        return endpoints.RequireAuthorization(scope);
    }

    /// <summary>The endpoints take CDS clients with tokens of their own, or callers with API keys, that may score.</summary>
    public static TBuilder RequireCdsClient<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireScope(Scopes.Score).WithMetadata(new CdsEndpoint());

    /// <summary>The endpoints take anyone.</summary>
    public static TBuilder OpenToAnyone<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AllowAnonymous();

    /// <summary>Unknown paths and wrong methods, of which a known caller may be told. An endpoint without a policy is a mistake, and closed.</summary>
    private static bool IsNoEndpoint(object? resource) => resource is HttpContext context && context.GetEndpoint() is not RouteEndpoint;
}

/// <summary>Marks endpoints that CDS clients call.</summary>
internal sealed class CdsEndpoint;
