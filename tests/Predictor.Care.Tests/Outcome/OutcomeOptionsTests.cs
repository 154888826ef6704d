using Predictor.Care.Outcome;
using Xunit;

namespace Predictor.Care.Tests.Outcome;

public sealed class OutcomeOptionsTests
{
    [Fact]
    public void Six_weeks_are_the_default() => Assert.Equal(42, new OutcomeOptions().InactivityDays);

    [Theory]
    [InlineData(1)]
    [InlineData(730)]
    public void A_day_to_two_years_are_accepted(int days) => Assert.Empty(new OutcomeOptions { InactivityDays = days }.Problems());

    [Theory]
    [InlineData(0)]
    [InlineData(-7)]
    [InlineData(731)]
    public void Anything_else_is_refused_with_its_value(int days) =>
        Assert.Contains($"{days} days", Assert.Single(new OutcomeOptions { InactivityDays = days }.Problems()), StringComparison.Ordinal);
}
