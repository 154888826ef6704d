using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Description;

/// <summary>Clients can be made from the description, and what is made compiles. None is shipped.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class GeneratedClientTests(TrainedModelFixture model) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("predictor-client-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Spectral_finds_nothing_wrong_with_the_description() =>
        await OpenApiTools.RunAsync("spectral", "lint", "--fail-severity", "warn", "--ruleset", Path.Combine(OpenApiTools.Folder, "ruleset.yaml"), await WrittenAsync());

    [Fact]
    public async Task A_typescript_program_against_the_generated_types_compiles()
    {
        await OpenApiTools.RunAsync("openapi-typescript", await WrittenAsync(), "-o", Path.Combine(_folder.FullName, "api.d.ts"));
        var program = Path.Combine(_folder.FullName, "client.ts");
        File.Copy(Path.Combine(OpenApiTools.Folder, "client.ts"), program);
        await OpenApiTools.RunAsync("tsc", "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom", program);
    }

    [Fact]
    public async Task The_generated_csharp_client_compiles_and_has_every_operation()
    {
        var document = await NSwag.OpenApiDocument.FromJsonAsync(await TextAsync());
        var settings = new CSharpClientGeneratorSettings { ClassName = "PredictorClient", CSharpGeneratorSettings = { Namespace = "Generated", JsonLibrary = CSharpJsonLibrary.SystemTextJson } };
        var code = new CSharpClientGenerator(document, settings).GenerateFile();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p));
        var compiled = CSharpCompilation.Create("Generated", [CSharpSyntaxTree.ParseText(code)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compiled.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var methods = compiled.GetTypeByMetadataName("Generated.PredictorClient")!.GetMembers().Select(m => m.Name).ToHashSet();
        Assert.NotEmpty(document.Operations);
        Assert.All(document.Operations, o => Assert.Contains(o.Operation.OperationId + "Async", methods));
    }

    private async Task<string> WrittenAsync()
    {
        var file = Path.Combine(_folder.FullName, "openapi.json");
        await File.WriteAllTextAsync(file, await TextAsync());
        return file;
    }

    private async Task<string> TextAsync() => await (await model.Api.CreateClient().GetAsync("/swagger/v1/swagger.json")).EnsureSuccessStatusCode().Content.ReadAsStringAsync();
}
