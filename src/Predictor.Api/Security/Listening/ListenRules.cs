using Microsoft.Extensions.Options;

namespace Predictor.Api.Security.Listening;

/// <summary>Checks at start, with all other options, where the service is to listen and whom it is to believe.</summary>
internal sealed class ListenRules(IConfiguration configuration) : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        var problems = ListenAddress.Configured(configuration).Where(a => !a.IsLoopback && (options.IsDevelopment || !(a.IsHttps || options.BehindTlsProxy))).Select(a => Problem(a.Text, options)).ToList();
        if (configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
        {
            problems.Add($"FORWARDEDHEADERS_ENABLED is true, which believes the forwarded headers of anyone; expected {SecurityOptions.Section}:{nameof(SecurityOptions.Proxies)} with the proxies' addresses instead.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>What is wrong with an address.</summary>
    public static string Problem(string address, SecurityOptions options) => options.IsDevelopment
        ? $"The address {address} can be reached from other machines, and in development mode anyone may call; expected a loopback address such as http://127.0.0.1:5080."
        : $"The address {address} can be reached from other machines without TLS; expected an https address with a certificate, a loopback address, or {SecurityOptions.Section}:{nameof(SecurityOptions.BehindTlsProxy)}=true where a proxy ends TLS.";
}
