using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Packaging;

/// <summary>How every file of a package is written and read: text that a person can read and a tool can compare line by line.</summary>
internal static class PackageJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        AllowDuplicateProperties = false,
        // The files are never part of a web page, and a name with an accent should stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new OneLineLists() },
    };

    public static byte[] Write<T>(T value)
    {
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, value, Options);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <exception cref="ModelPackageException">The file is not what it should be; the message names it.</exception>
    public static T Read<T>(string file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new ModelPackageException($"{file}: is null; expected an object.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // The parts of a package check their own values as they are made.
            throw new ModelPackageException($"{file}: {e.Message}", e);
        }
    }
}
