namespace Predictor.Care.Checking;

/// <summary>Which episodes have an appointment from which an outcome can be told.</summary>
/// <param name="Usable">Episodes with an appointment that was not cancelled by the clinic.</param>
/// <param name="WithoutAppointments">Episodes with no appointment at all.</param>
/// <param name="WithoutBookings">Episodes with nothing but offers, waiting lists and mistaken entries.</param>
/// <param name="CancelledByClinicOnly">Episodes all of whose bookings the clinic cancelled.</param>
/// <param name="Share">The usable share, from 0 to 1; null where there are no episodes.</param>
public sealed record UsabilityQuality(int Usable, int WithoutAppointments, int WithoutBookings, int CancelledByClinicOnly, double? Share);
