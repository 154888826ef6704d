using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Predictor.Api.Operations;
using Predictor.Api.Security.Keys;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Listening;

/// <summary>Starts the service as an operator does: with a certificate, on every address of the machine.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class TlsTests(TrainedModelFixture model)
{
    [Fact]
    public async Task With_a_certificate_the_service_listens_to_others_and_speaks_tls_alone()
    {
        var folder = Directory.CreateTempSubdirectory("predictor-tls-");
        var certificate = Path.Combine(folder.FullName, "service.pfx");
        await File.WriteAllBytesAsync(certificate, Certificate());
        var caller = new Credentials("ehr", "score");
        var port = FreePort();
        string[] arguments =
        [
            typeof(LimitOptions).Assembly.Location, "--urls", $"https://0.0.0.0:{port}", "--Model:Folder", model.Folder, "--Kestrel:Certificates:Default:Path", certificate, "--Kestrel:Certificates:Default:Password", "zq-password",
            .. caller.Settings.Select(s => $"--{s.Key}={s.Value}"),
        ];
        using var service = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = Task.WhenAll(service.StandardOutput.ReadToEndAsync(), service.StandardError.ReadToEndAsync());
        try
        {
            using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, c, _, _) => c?.Subject == "CN=predictor.example" };
            using var client = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{port}") };
            client.DefaultRequestHeaders.Host = "predictor.example";
            client.DefaultRequestHeaders.Add(ApiKey.HeaderName, caller.Key);
            var answer = await UntilReadyAsync(client, service);
            Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()))).StatusCode);

            using var plain = new HttpClient();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => plain.GetAsync(new Uri($"http://127.0.0.1:{port}/healthz/live")));
            using var old = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
#pragma warning disable SYSLIB0039, CA5397 // It is shown that this one is refused.
            old.SslProtocols = SslProtocols.Tls11;
#pragma warning restore SYSLIB0039, CA5397
            using var outdated = new HttpClient(old);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => outdated.GetAsync(new Uri($"https://127.0.0.1:{port}/healthz/live")));
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
            folder.Delete(recursive: true);
        }

        Assert.All(await output, text => Assert.DoesNotContain("zq-password", text, StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> UntilReadyAsync(HttpClient client, Process service)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                var answer = await client.GetAsync("/healthz/ready", timeout.Token);
                if (answer.IsSuccessStatusCode) return answer;
            }
            catch (HttpRequestException) when (!service.HasExited)
            {
                // Nobody listens yet.
            }

            await Task.Delay(50, timeout.Token);
        }
    }

    private static byte[] Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=predictor.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return certificate.Export(X509ContentType.Pfx, "zq-password");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
