namespace Predictor.Risk.Reporting;

/// <summary>What is known under a short name, in words. What is not known keeps its name.</summary>
internal static class Names
{
    public static string OfBaseline(string name) => name switch
    {
        "base-rate" => "the base rate for everyone",
        "last-session-missed" => "rule: last session missed",
        "two-misses-in-a-row" => "rule: two misses in a row",
        "misses-in-4-weeks" => "rule: misses in 4 weeks",
        "days-since-attended" => "rule: days since attended",
        "no-next-booking" => "rule: no next booking",
        "pcoms-alarm" => "rule: PCOMS alarm",
        "intake-only" => "regression, intake only",
        "logistic" => "regression on all features",
        _ => name,
    };

    public static string OfGrouping(string name) => name switch
    {
        "sessionsAttended" => "Sessions attended",
        "allianceScore" => "Alliance score",
        "payments" => "Payments",
        _ => name,
    };

    public static string OfBand(string band) => band == "very-high" ? "very high" : band;

    public static string OfEngine(string engine) => engine switch
    {
        "trees" => "boosted trees",
        "gam" => "an additive model",
        "logistic" => "a penalised logistic regression",
        "fasttree" => "boosted trees of ML.NET",
        "fasttree-gam" => "an additive model of ML.NET",
        "lbfgs" => "a logistic regression of ML.NET",
        _ => engine,
    };

    public static string OfFamily(string family) => family switch
    {
        "outcome" => "outcome scores",
        "alliance" => "alliance scores",
        "course" => "course of treatment",
        "covariate" => "the clinic's own (x_)",
        "measure" => "other measures",
        "payment" => "payments",
        "contact" => "contacts",
        _ => family,
    };
}
