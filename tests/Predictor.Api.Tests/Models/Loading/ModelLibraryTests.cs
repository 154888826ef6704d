using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Predictor.Api.Tests.Support;
using Predictor.Risk.Packaging;
using Xunit;

namespace Predictor.Api.Tests.Models.Loading;

[Collection(TrainedModelCollection.Name)]
public sealed class ModelLibraryTests(TrainedModelFixture model) : IDisposable
{
    private readonly PackageShelf _shelf = new(model);

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task A_new_version_serves_and_the_old_one_can_still_be_asked_for()
    {
        _shelf.Put("a", "1.9.0");
        using var api = ServedApi.Start(_shelf);
        var client = api.CreateClient();
        var before = await client.ScoreAsync();

        _shelf.Put("a", "1.10.0", 0.5);
        api.Look();

        Assert.Equal(["a@1.10.0"], api.Serving());
        var after = await client.ScoreAsync();
        Assert.Equal(("a@1.9.0", "a@1.10.0"), (before.Model, after.Model));
        Assert.True(after.Probability > before.Probability);
        Assert.Equal(before, await client.ScoreAsync("?version=1.9.0"));
        Assert.Empty(api.Alarms());
    }

    [Fact]
    public async Task The_watcher_takes_up_a_new_version_without_being_told()
    {
        _shelf.Put("a", "1.0.0");
        using var api = ServedApi.Start(_shelf, ("Model:PollSeconds", "0.05"));
        _shelf.Put("a", "1.1.0");
        for (var i = 0; i < 600 && api.Serving() is not ["a@1.1.0"]; i++) await Task.Delay(50);
        Assert.Equal(["a@1.1.0"], api.Serving());
    }

    [Fact]
    public async Task A_lower_version_is_taken_up_and_does_not_serve()
    {
        _shelf.Put("a", "1.1.0");
        using var api = ServedApi.Start(_shelf);
        _shelf.Put("a", "1.0.7");
        api.Look();
        Assert.Equal(["a@1.1.0"], api.Serving());
        Assert.Equal("a@1.0.7", (await api.CreateClient().ScoreAsync("?model=a@1.0.7")).Model);
    }

    [Fact]
    public async Task A_new_name_stands_beside_the_default_and_an_alarm_asks_which_is_to_be_the_default()
    {
        _shelf.Put("m", "1.0.0");
        using var api = ServedApi.Start(_shelf);
        _shelf.Put("a", "1.0.0");
        api.Look();
        var client = api.CreateClient();
        Assert.Equal(["a@1.0.0", "m@1.0.0"], api.Serving());
        Assert.Equal("m@1.0.0", (await client.ScoreAsync()).Model);
        Assert.Equal("a@1.0.0", (await client.ScoreAsync("?model=a")).Model);
        Assert.Equal(["no-default Model:Default"], api.Alarms());

        using var again = ServedApi.StartUnready(_shelf);
        Assert.Null(again.Catalogue().State.Model);
        using var configured = ServedApi.Start(_shelf, ("Model:Default", "m"));
        Assert.Equal("m@1.0.0", (await configured.CreateClient().ScoreAsync()).Model);
        Assert.Empty(configured.Alarms());
    }

    [Fact]
    public async Task A_copy_under_way_is_neither_served_nor_an_alarm_and_one_that_stands_still_is_an_alarm_until_it_is_whole()
    {
        _shelf.Put("a", "1.0.0");
        using var api = ServedApi.Start(_shelf);
        var source = _shelf.Make("a", "1.1.0", 0.5);
        var target = Directory.CreateDirectory(Path.Combine(_shelf.Folder, "copy")).FullName;
        var files = Directory.GetFiles(source).Order(StringComparer.Ordinal).ToList();
        // Whatever has been copied: one look at each state, and the last file in two parts.
        foreach (var file in files[..^1])
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            api.Look(1);
            Assert.Equal(["a@1.0.0"], api.Serving());
            Assert.Empty(api.Alarms());
        }

        var last = Path.Combine(target, Path.GetFileName(files[^1]));
        var bytes = await File.ReadAllBytesAsync(files[^1]);
        await File.WriteAllBytesAsync(last, bytes[..(bytes.Length / 2)]);
        api.Look();
        Assert.Equal(["a@1.0.0"], api.Serving());
        Assert.Equal(["package-refused copy"], api.Alarms());
        Assert.StartsWith(Path.GetFileName(last) + ":", api.Catalogue().Alarms[0].Detail, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(last, bytes);
        api.Look();
        Assert.Equal(["a@1.1.0"], api.Serving());
        Assert.Empty(api.Alarms());
    }

    [Fact]
    public async Task A_broken_package_leaves_the_old_one_serving_and_is_an_alarm_in_health_log_metric_and_answer()
    {
        _shelf.Put("a", "1.0.0");
        using var api = ServedApi.Start(_shelf);
        var client = api.CreateClient();
        var before = await client.ScoreAsync();
        long counted = 0;
        using var listener = Listen(api, "predictor.models.alarms", n => Interlocked.Add(ref counted, n));

        PackageShelf.Break(_shelf.Put("a", "1.1.0", 0.5), "model.json");
        api.Look(5);

        Assert.Equal(before, await client.ScoreAsync());
        var ready = await client.GetAsync("/healthz/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("""{"status":"degraded","checks":{"audit":"ready","running":"ready","model":"degraded"},"because":["package-refused"]}""", await ready.Content.ReadAsStringAsync());
        Assert.Equal(1, counted);
        Assert.Single(api.Log.Lines, l => l.Level == LogLevel.Error && l.Text.Contains("Alarm package-refused about a-1.1.0: model.json: has been changed", StringComparison.Ordinal));
        var state = await (await client.GetAsync("/v1/admin/models")).Content.ReadAsStringAsync();
        Assert.Contains("model.json: has been changed or cut short", state, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(_shelf.Folder)!, state, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("pipeline.json")]
    public async Task An_alarm_about_a_missing_file_names_it_without_the_way_to_it(string file)
    {
        _shelf.Put("a", "1.0.0");
        using var api = ServedApi.Start(_shelf);
        File.Delete(Path.Combine(_shelf.Put("a", "1.1.0"), file));
        api.Look();
        var state = await (await api.CreateClient().GetAsync("/v1/admin/models")).Content.ReadAsStringAsync();
        Assert.Contains($"{file}: is missing from the model package a-1.1.0.", state, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), state, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A", "1.1.0")]
    [InlineData("a@b", "1.1.0")]
    [InlineData("", "1.1.0")]
    [InlineData("a", "1.1")]
    [InlineData("a", "1.1.0.1")]
    [InlineData("a", "new\n")]
    public void A_name_or_version_that_cannot_be_asked_for_is_refused(string name, string version)
    {
        _shelf.Put("a", "1.0.0");
        using var api = ServedApi.Start(_shelf);
        _shelf.Put(name, version, 0.5, "odd");
        api.Look();
        Assert.Equal(["a@1.0.0"], api.Serving());
        Assert.Equal(["package-refused odd"], api.Alarms());
    }

    [Fact]
    public void Only_packages_that_are_pinned_are_taken_up()
    {
        _shelf.Put("a", "1.0.0");
        _shelf.Put("a", "1.1.0");
        string[] pins = [Sha(_shelf.Folder, "a-1.0.0"), Sha(_shelf.Folder, "a-1.1.0")];
        using var api = ServedApi.Start(_shelf, ("Model:Sha256", string.Join(",", pins)));
        Assert.Equal(["a@1.1.0"], api.Serving());
        _shelf.Put("a", "1.2.0", 0.5);
        api.Look();
        Assert.Equal(["a@1.1.0"], api.Serving());
        Assert.Equal(["not-pinned a-1.2.0"], api.Alarms());
    }

    [Fact]
    public async Task A_version_that_is_there_already_with_other_content_is_refused()
    {
        _shelf.Put("a", "1.0.0");
        using var api = ServedApi.Start(_shelf);
        var before = await api.CreateClient().ScoreAsync();
        var second = _shelf.Put("a", "1.0.0", 0.5, "b");
        api.Look();
        Assert.Equal(["version-taken b"], api.Alarms());
        Assert.Equal(before, await api.CreateClient().ScoreAsync());
        Directory.Delete(second, recursive: true);
        api.Look();
        Assert.Empty(api.Alarms());
    }

    [Fact]
    public async Task A_package_replaced_in_its_place_serves_and_a_broken_replacement_does_not()
    {
        var folder = _shelf.Put("a", "1.0.0");
        using var api = new ApiFactory(folder, ("Model:PollSeconds", "3600")).WaitUntilReady();
        var before = await api.CreateClient().ScoreAsync();
        _shelf.Put("a", "1.0.0", 0.5);
        api.Look();
        var after = await api.CreateClient().ScoreAsync();
        Assert.NotEqual(before.Probability, after.Probability);

        PackageShelf.Break(folder, "features.json");
        api.Look();
        Assert.Equal(after, await api.CreateClient().ScoreAsync());
        Assert.Equal(["package-refused a-1.0.0"], api.Alarms());
    }

    [Fact]
    public void A_version_whose_folder_goes_makes_way_for_the_next_and_the_last_one_stays_with_an_alarm()
    {
        var (low, high) = (_shelf.Put("a", "1.0.0"), _shelf.Put("a", "1.1.0"));
        using var api = ServedApi.Start(_shelf);
        Directory.Delete(high, recursive: true);
        api.Look(1);
        Assert.Equal(["a@1.1.0"], api.Serving());
        api.Look(1);
        Assert.Equal(["a@1.0.0"], api.Serving());

        var aside = Path.Combine(Path.GetDirectoryName(_shelf.Folder)!, "aside");
        Directory.Move(low, aside);
        api.Look(3);
        Assert.Equal(["a@1.0.0"], api.Serving());
        Assert.Contains("package-gone a-1.0.0", api.Alarms());
        Directory.Move(aside, low);
        api.Look(1);
        Assert.Empty(api.Alarms());
    }

    [Fact]
    public void The_only_package_of_the_default_is_not_replaced_by_one_of_another_name()
    {
        _shelf.Put("a", "1.0.0", 0, "x");
        using var api = ServedApi.Start(_shelf, ("Model:Default", "a"));
        _shelf.Put("b", "1.0.0", 0, "x");
        api.Look();
        Assert.Equal(["a@1.0.0"], api.Serving());
        Assert.Equal(["package-refused x"], api.Alarms());
    }

    [Fact]
    public void A_thousand_swaps_leave_nothing_behind()
    {
        const int Swaps = 1000;
        const int Settled = 200;
        const long MostGrowth = 8L * 1024 * 1024;
        _shelf.Put("a", "1.0.0", 0, "x");
        using var api = ServedApi.Start(_shelf);
        string[] manifests = [_shelf.Make("a", "1.0.0", 0), _shelf.Make("a", "1.0.0", 0.5)];
        var seen = new List<WeakReference>();
        long settled = 0;
        for (var swap = 1; swap <= Swaps; swap++)
        {
            var source = manifests[swap % 2];
            foreach (var file in new[] { "calibration.json", "manifest.json" }) File.Copy(Path.Combine(source, file), Path.Combine(_shelf.Folder, "x", file), overwrite: true);
            api.Look();
            seen.Add(Current(api));
            if (swap == Settled) settled = Heap();
        }

        Assert.Empty(api.Alarms());
        var growth = Heap() - settled;
        Assert.Equal(1, seen.Count(r => r.IsAlive));
        Assert.True(growth < MostGrowth, $"The heap grew by {growth} bytes over {Swaps - Settled} swaps.");
        // Each was another model: the loop did swap.
        Assert.Equal(Swaps, api.Log.Lines.Count(l => l.Text.StartsWith("Serving model a 1.0.0", StringComparison.Ordinal)) - 1);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Current(ApiFactory api) => new(api.Catalogue().State.Model);

    private static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static string Sha(string folder, string package) => PackageReader.Read(Path.Combine(folder, package)).Sha256;

    private static MeterListener Listen(ApiFactory api, string instrument, Action<long> onMeasured)
    {
        // Meters of other services in the same process have other scopes.
        var scope = api.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (found, l) =>
            {
                if (found.Name == instrument && ReferenceEquals(found.Meter.Scope, scope)) l.EnableMeasurementEvents(found);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, n, _, _) => onMeasured(n));
        listener.Start();
        return listener;
    }
}
