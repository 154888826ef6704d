using Microsoft.Extensions.Options;

namespace Predictor.Api.Operations;

/// <summary>Options that are bound to a section of the configuration and checked at start.</summary>
internal static class CheckedOptions
{
    /// <summary>Binds options, refuses keys that they do not have, and has every problem reported when the service starts.</summary>
    public static void AddChecked<T>(this IServiceCollection services, string section, Func<T, IEnumerable<string>> problems)
        where T : class
    {
        services.AddOptions<T>().BindConfiguration(section, o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new Check<T>(problems));
        services.AddSingleton(new CheckedSection(section));
    }

    private sealed class Check<T>(Func<T, IEnumerable<string>> problems) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var found = problems(options).ToList();
            return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
        }
    }
}

/// <summary>The name of a section that has options.</summary>
internal sealed record CheckedSection(string Name);
