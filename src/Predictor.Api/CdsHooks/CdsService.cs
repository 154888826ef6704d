namespace Predictor.Api.CdsHooks;

/// <summary>One service of CDS Hooks: what is called when something happens in an EHR.</summary>
/// <param name="Id">Its name in the path.</param>
/// <param name="Hook">When an EHR calls it.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="TakesAppointments">True where the context holds appointments that are about to be booked.</param>
internal sealed record CdsService(string Id, string Hook, string Title, string Description, bool TakesAppointments)
{
    public const string UsageRequirements =
        "Needs at least the Patient, its EpisodeOfCare and its Appointments, from prefetch or by leave to read them. A score informs a conversation; it is no ground for billing, refusing or ending care.";

    public static CdsService PatientView { get; } = new(
        "dropout-risk-patient-view",
        "patient-view",
        "Risk of leaving treatment",
        "Says why a client in therapy may be about to leave treatment and what could be tried, where the risk is high.",
        TakesAppointments: false);

    public static CdsService AppointmentBook { get; } = new(
        "dropout-risk-appointment-book",
        "appointment-book",
        "Risk of leaving treatment, when an appointment is made",
        "Says while an appointment is made that the client may be about to leave treatment, and whether the time until then is long.",
        TakesAppointments: true);

    public static IReadOnlyList<CdsService> All { get; } = [PatientView, AppointmentBook];

    /// <summary>The service of an id; null where there is none.</summary>
    public static CdsService? Find(string id) => All.FirstOrDefault(s => s.Id == id);
}
