using System.Text;
using Predictor.Api.Problems;

namespace Predictor.Api.CdsHooks;

/// <summary>Collects what is wrong with a body, each by the JSON pointer of its field and never with its value.</summary>
internal sealed class CdsErrors
{
    private const int Most = 100;

    private readonly List<FieldError> _all = [];

    public IReadOnlyList<FieldError> All => _all;

    /// <summary>True where there are so many that more would help nobody.</summary>
    public bool IsFull => _all.Count >= Most;

    public void Missing(string pointer, string expected) => Add(pointer, "missing-value", "The field is required and has no value.", expected);

    public void WrongType(string pointer, string expected) => Add(pointer, "wrong-type", "The value has the wrong JSON type.", expected);

    public void Wrong(string pointer, string detail, string expected) => Add(pointer, "wrong-value", detail, expected);

    /// <summary>A token of a pointer, escaped as RFC 6901 says.</summary>
    public static string Token(string name) => new StringBuilder(name).Replace("~", "~0").Replace("/", "~1").ToString();

    private void Add(string pointer, string code, string detail, string expected)
    {
        if (!IsFull) _all.Add(new FieldError { Pointer = pointer, Code = code, Detail = detail, Expected = expected });
    }
}
