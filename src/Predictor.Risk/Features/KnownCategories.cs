namespace Predictor.Risk.Features;

/// <summary>The categories of features whose values are fixed codes.</summary>
internal static class KnownCategories
{
    private static readonly string[] Deliveries = ["in_person", "phone", "video"];

    /// <summary>The codes in ordinal order; null for features whose categories are the clinic's own.</summary>
    public static IReadOnlyList<string>? Of(string code) => code switch
    {
        "attendance.last-outcome" => ["attended", "cancelled", "cancelled-by-client", "cancelled-by-clinic", "missed"],
        "scheduling.delivery-last" or "scheduling.delivery-next" => Deliveries,
        "payment.payer" => ["commercial", "employer", "public", "self_pay"],
        "course.format" => ["couple", "family", "group", "individual"],
        _ => null,
    };
}
