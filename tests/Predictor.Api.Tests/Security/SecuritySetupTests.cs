using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security;

public sealed class SecuritySetupTests
{
    [Fact]
    public async Task No_keys_are_made_that_nothing_needs()
    {
        await using var app = await BareApi.StartAsync([("Security:Mode", "Development")], _ => { });
        Assert.Null(app.Services.GetService<IDataProtectionProvider>());
    }
}
