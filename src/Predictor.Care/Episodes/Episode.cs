using Predictor.Care.Time;

namespace Predictor.Care.Episodes;

/// <summary>One course of treatment with all that is known of it. The values of the episode itself are those at its start.</summary>
public sealed record Episode
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public required string EpisodeId { get; init; }

    public required string ClientId { get; init; }

    public string? ClinicId { get; init; }

    public string? TherapistId { get; init; }

    public Moment? ReferredOn { get; init; }

    /// <summary>The intake. A bare day begins with its first tick, so that a session on the day of intake lies inside the episode.</summary>
    public required Moment StartedOn { get; init; }

    public EpisodeEnd? End { get; init; }

    public string? Treatment { get; init; }

    public TreatmentFormat? Format { get; init; }

    public double? AgeAtStart { get; init; }

    public double? DistanceKm { get; init; }

    public Payer? Payer { get; init; }

    /// <summary>What the client pays for a session, in the clinic's currency.</summary>
    public double? Copay { get; init; }

    public double? PriorEpisodes { get; init; }

    public double? PriorDropouts { get; init; }

    /// <summary>The <c>x_</c> columns with a value, by full name: further covariates for the model.</summary>
    public IReadOnlyDictionary<string, string> Covariates { get; init; } = None;

    /// <summary>The <c>s_</c> columns with a value, by full name: for the fairness audit only, never a model input.</summary>
    public IReadOnlyDictionary<string, string> AuditAttributes { get; init; } = None;

    public IReadOnlyList<Appointment> Appointments { get; init; } = [];

    /// <summary>Null where measures are not recorded at all, which is not the same as none.</summary>
    public IReadOnlyList<Measure>? Measures { get; init; }

    /// <summary>Null where payments are not recorded at all, which is not the same as none.</summary>
    public IReadOnlyList<Payment>? Payments { get; init; }

    /// <summary>Null where contacts are not recorded at all, which is not the same as none.</summary>
    public IReadOnlyList<Contact>? Contacts { get; init; }
}
