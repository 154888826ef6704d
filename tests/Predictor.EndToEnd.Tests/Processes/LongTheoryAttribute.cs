using Predictor.Testing;
using Xunit;

namespace Predictor.EndToEnd.Tests.Processes;

/// <summary>Cases that only the long checks run: in the suite they are told of as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute()
    {
        if (CheckScale.Value == 1) Skip = "For tests/long-checks.sh alone, which sets PREDICTOR_CHECK_SCALE.";
    }
}
