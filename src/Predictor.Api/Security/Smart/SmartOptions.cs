using System.Security.Cryptography;
using Predictor.Api.Security.Outgoing;

namespace Predictor.Api.Security.Smart;

/// <summary>EHRs that the service signs in to as a SMART backend service: section <c>Smart</c>.</summary>
internal sealed class SmartOptions
{
    public const string Section = "Smart";

    /// <summary>The servers, by a name of the operator's choice.</summary>
    public Dictionary<string, SmartServerOptions> Servers { get; set; } = [];

    public IEnumerable<string> Problems() => Servers.SelectMany(s => s.Value.Problems($"{Section}:{nameof(Servers)}:{s.Key}"));
}

/// <summary>One EHR and what it knows the service as.</summary>
internal sealed class SmartServerOptions
{
    /// <summary>Where tokens are given out; also the audience of what is signed.</summary>
    public string TokenUrl { get; set; } = "";

    /// <summary>The id that the EHR registered the service under.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The id of the public key that the EHR has.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>A PEM file with the private key: RSA of 2,048 bits or more (RS384), or EC on P-384 (ES384).</summary>
    public string PrivateKeyFile { get; set; } = "";

    /// <summary>What is asked for, such as <c>system/Appointment.rs</c>, with spaces between.</summary>
    public string Scope { get; set; } = "";

    public IEnumerable<string> Problems(string section)
    {
        // Plain http to this machine is refused later, unless the service is in development mode.
        if (!Uri.TryCreate(TokenUrl, UriKind.Absolute, out var url) || !Origin.IsSafe(url, isPlainLoopbackAllowed: true)) yield return $"{section}:{nameof(TokenUrl)} is '{TokenUrl}'; expected an https address.";
        if (string.IsNullOrWhiteSpace(ClientId)) yield return $"{section}:{nameof(ClientId)} is empty; expected the id that the EHR gave.";
        if (string.IsNullOrWhiteSpace(KeyId)) yield return $"{section}:{nameof(KeyId)} is empty; expected the id of the public key that the EHR has.";
        if (string.IsNullOrWhiteSpace(Scope)) yield return $"{section}:{nameof(Scope)} is empty; expected scopes such as system/Appointment.rs.";
        if (KeyProblem() is { } problem) yield return $"{section}:{nameof(PrivateKeyFile)} is '{PrivateKeyFile}', {problem}; expected a PEM file with an RSA key of 2048 bits or more, or an EC key on P-384.";
    }

    private string? KeyProblem()
    {
        try
        {
            using var key = SigningKey.Load(PrivateKeyFile, KeyId);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "which cannot be read";
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Without the message: it could quote the file.
            return "which holds no such key";
        }
    }
}
