using System.Text;

namespace Predictor.Care.Reading.Columns;

/// <summary>The codes that a column allows, and what each stands for. Codes are matched exactly.</summary>
internal sealed class CodeTable<T>
    where T : struct, Enum
{
    private readonly (byte[] Utf8, T Value)[] _codes;

    public CodeTable(params (string Code, T Value)[] codes)
    {
        _codes = [.. codes.Select(c => (Encoding.UTF8.GetBytes(c.Code), c.Value))];
        Codes = [.. codes.Select(c => c.Code)];
    }

    public IReadOnlyList<string> Codes { get; }

    public bool TryFind(ReadOnlySpan<byte> utf8, out T value)
    {
        // A dozen codes at most: comparing each costs less than hashing.
        foreach (var code in _codes)
        {
            if (!utf8.SequenceEqual(code.Utf8)) continue;
            value = code.Value;
            return true;
        }

        value = default;
        return false;
    }
}
