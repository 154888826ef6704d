using Predictor.Api.Audit;
using Predictor.Api.CdsHooks;
using Predictor.Api.Fhir;
using Predictor.Api.Models;
using Predictor.Api.Operations.Telemetry;
using Predictor.Api.Scoring.Idempotency;
using Predictor.Api.Security;
using Predictor.Api.Security.Smart;

namespace Predictor.Api.Operations;

/// <summary><c>--help</c>: what the program can be started with.</summary>
internal static class Help
{
    /// <summary>The sections of the configuration that the service reads, and what each is for.</summary>
    public static IReadOnlyDictionary<string, string> Sections { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [AuditOptions.Section] = "where the audit trail and its keys are, and how long records are kept",
        [CdsOptions.Section] = "when a card is shown, feedback, and what may be read from EHRs",
        [FhirOptions.Section] = "codes and extensions of FHIR, and the model",
        [IdempotencyOptions.Section] = "how many answers are kept for requests that are sent again",
        [LimitOptions.Section] = "sizes, times and rates",
        [ModelOptions.Section] = "the folder of models, the default, pinned hashes",
        [SecurityOptions.Section] = "who may call, how they prove it, and what they may do",
        [SmartOptions.Section] = "how the service signs in at FHIR servers",
        [TelemetryOptions.Section] = "where traces and metrics are sent",
    };

    /// <summary>True where the arguments ask for help and nothing else.</summary>
    public static bool IsAsked(IReadOnlyList<string> arguments) => arguments is ["--help" or "-h" or "help"];

    /// <summary>Says what the program can be started with.</summary>
    /// <returns>The exit code: 0.</returns>
    public static int Run(TextWriter output)
    {
        output.WriteLine(
            """
            Scores how likely clients are to leave their treatment, over HTTP.

            Usage:
              Predictor.Api [--development] [--urls ADDRESS] [--SECTION:KEY VALUE ...]   runs the service until it is stopped
              Predictor.Api keys new --caller NAME                                        makes an API key
              Predictor.Api audit verify | list | rotate-key                              works on the audit trail
              Predictor.Api health ADDRESS                                                asks a service whether it is ready
            Each command says more with --help. Exit code: 0 done, 1 the service cannot start or a check failed, 2 bad usage.

            --development lets anyone on this machine call, and listens to no other. Without it callers are known by the settings.
            --urls is http://127.0.0.1:5080 by default.

            Settings also come from appsettings.json beside the program, from the environment (Limits__Events=5000) and from the folder that SecretsFolder names. Sections:
            """);
        foreach (var (section, what) in Sections) output.WriteLine($"  {section,-12} {what}");
        output.WriteLine("docs/operations.md has more.");
        return 0;
    }
}
