using Xunit;

namespace Predictor.Risk.Tests.Features;

public sealed class FeatureDocumentTests
{
    [Fact]
    public void The_documentation_of_features_is_what_the_catalogue_says() => DocumentPage.AssertIs("features.md", FeatureDocument.Text());
}
