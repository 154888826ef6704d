using Microsoft.AspNetCore.Authentication;
using Predictor.Api.Operations;
using Predictor.Api.Security.Callers;
using Predictor.Api.Security.Keys;
using Predictor.Api.Security.Listening;
using Predictor.Api.Security.Outgoing;
using Predictor.Api.Security.Smart;
using Predictor.Api.Security.Tokens;

namespace Predictor.Api.Security;

/// <summary>Who may call, how they reach the service, and whom the service itself may call.</summary>
internal static class SecuritySetup
{
    public const string DevelopmentSwitch = "--development";

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddChecked<SecurityOptions>(SecurityOptions.Section, o => o.Problems());
        services.AddChecked<SmartOptions>(SmartOptions.Section, o => o.Problems());
        builder.AddListening();
        services.AddSingleton<OutgoingHttp>();
        services.AddSingleton<SmartTokens>();
        services.AddSingleton<ApiKeyRing>();
        services.AddSingleton<Func<string, JwksSource>>(p => location =>
            JwksSource.At(location, p.GetRequiredService<OutgoingHttp>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<JwksSource>>()));
        services.AddSingleton<OAuthTokens>();
        services.AddSingleton<CdsTokens>();
        // Not AddAuthentication: it brings data protection, which makes and writes keys at the first start, and nothing here has a cookie to protect.
        services.AddAuthenticationCore(a => a.DefaultScheme = CallerHandler.SchemeName);
        services.AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, CallerHandler>(CallerHandler.SchemeName, null);
        services.AddScopePolicies();
    }

    /// <summary>Finds out who calls, keeps them within their limits, and lets them do what they may.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        // Made now and not for the first call: a token of before the start is refused, and an EHR may have signed the first a moment before it comes.
        app.Services.GetRequiredService<CdsTokens>();
        app.UseListening();
        // Made now and not with the first request: it refuses tokens that are older than itself.
        app.Services.GetRequiredService<CdsTokens>();
        app.UseAuthentication();
        app.UseCallerLimits();
        app.UseAuthorization();
    }

    /// <summary>The arguments with the switch for development mode written as the setting that it stands for.</summary>
    public static string[] Arguments(string[] arguments) => [.. arguments.Select(a => a == DevelopmentSwitch ? $"--{SecurityOptions.Section}:{nameof(SecurityOptions.Mode)}={nameof(SecurityMode.Development)}" : a)];
}
