using Predictor.Risk.Tests.Features;
using Xunit;

namespace Predictor.Risk.Tests.Reasons;

public sealed class ReasonDocumentTests
{
    [Fact]
    public void The_documentation_of_reasons_is_what_the_words_say() => DocumentPage.AssertIs("reasons.md", ReasonDocument.Text());
}
