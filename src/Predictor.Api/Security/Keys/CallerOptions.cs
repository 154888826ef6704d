namespace Predictor.Api.Security.Keys;

/// <summary>A caller with API keys: section <c>Security:Callers:NAME</c>.</summary>
internal sealed class CallerOptions
{
    /// <summary>What it may do: <see cref="Security.Scopes"/>.</summary>
    public string[] Scopes { get; set; } = [];

    /// <summary>From when on none of its keys is taken; none for no end.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Its keys: several while one takes the place of another.</summary>
    public ApiKeyOptions[] Keys { get; set; } = [];

    public IEnumerable<string> Problems(string section)
    {
        foreach (var problem in ScopeProblems(section, Scopes)) yield return problem;
        if (Keys.Length == 0) yield return $"{section}:{nameof(Keys)} is empty; expected the entry that 'keys new' prints.";
        for (var i = 0; i < Keys.Length; i++)
        {
            // The values are not told: whoever put a key where its id or its hash belongs would find it in a log.
            if (!ApiKey.IsId(Keys[i].Id)) yield return $"{section}:{nameof(Keys)}:{i}:Id is no id; expected 16 lower-case hexadecimal digits.";
            if (!ApiKey.IsHash(Keys[i].Sha256)) yield return $"{section}:{nameof(Keys)}:{i}:Sha256 is no hash; expected 64 hexadecimal digits.";
        }
    }

    /// <summary>The problems with a list of scopes.</summary>
    public static IEnumerable<string> ScopeProblems(string section, string[] scopes)
    {
        if (scopes.Length == 0) yield return $"{section}:{nameof(Scopes)} is empty; expected some of {string.Join(", ", Security.Scopes.All)}.";
        foreach (var scope in scopes.Except(Security.Scopes.All)) yield return $"{section}:{nameof(Scopes)} has '{scope}'; expected some of {string.Join(", ", Security.Scopes.All)}.";
    }
}

/// <summary>One API key as it rests in the configuration.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>The part of the key by which it is found; no secret.</summary>
    public string Id { get; set; } = "";

    /// <summary>The SHA-256 of the whole key in hex. A key is 256 random bits: no slower hash would make it harder to guess.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>From when on the key is not taken; none for no end.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }
}
