using Microsoft.Extensions.Primitives;
using Predictor.Api.Problems;

namespace Predictor.Api.Models;

/// <summary>The model that a query asks for: <c>model=name</c>, <c>model=name@version</c>, or <c>version=</c> beside a name or for the default.</summary>
internal static class ModelChoice
{
    public const string ModelName = "model";
    public const string VersionName = "version";
    public const char Separator = '@';

    /// <summary>The model that is asked for; null, and the problem, where there is none.</summary>
    public static LoadedModel? Of(IQueryCollection query, ModelCatalogue catalogue, out Problem? problem)
    {
        problem = null;
        var (given, version) = (query[ModelName], query[VersionName]);
        if (given.Count == 0 && version.Count == 0)
        {
            if (catalogue.State.Model is null) problem = KnownProblems.NotReady(catalogue.State.WhyNone);
            return catalogue.State.Model;
        }

        if (!TryRead(given, version, catalogue, out var name, out var wanted))
        {
            problem = KnownProblems.InvalidParameters([Wrong(catalogue)]);
            return null;
        }

        if (name is not null && catalogue.Find(name, wanted) is { } model) return model;
        problem = catalogue.Models.Count == 0 ? KnownProblems.NotReady(catalogue.State.WhyNone) : KnownProblems.UnknownModel(catalogue.Choices());
        return null;
    }

    /// <summary>Name and version of a model that is written as <c>name@version</c>.</summary>
    public static bool TrySplit(string text, out string name, out string version)
    {
        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        (name, version) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        return at > 0 && version.Length > 0;
    }

    /// <summary>False where a parameter is given twice or is empty, or the version in two ways.</summary>
    private static bool TryRead(StringValues given, StringValues version, ModelCatalogue catalogue, out string? name, out string? wanted)
    {
        (name, wanted) = (given.Count == 0 ? catalogue.State.Model?.Package.Name : given[0], version.Count == 0 ? null : version[0]);
        if (given.Count > 1 || version.Count > 1 || name is "" || wanted is "") return false;
        if (given.Count == 0 || name?.Contains(Separator, StringComparison.Ordinal) != true) return true;
        if (wanted is not null || !TrySplit(name, out var head, out var tail)) return false;
        (name, wanted) = (head, tail);
        return true;
    }

    private static FieldError Wrong(ModelCatalogue catalogue) => new()
    {
        Parameter = ModelName,
        Detail = $"The parameters {ModelName} and {VersionName} name no model, more than one, or the version twice.",
        Expected = $"one of {catalogue.Choices()}, or a name alone for the version that serves",
        Code = "unknown-value",
    };
}
