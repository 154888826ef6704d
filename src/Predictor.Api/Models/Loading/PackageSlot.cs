namespace Predictor.Api.Models.Loading;

/// <summary>One folder of a package: what was last seen in it, and the model that was taken from it.</summary>
/// <param name="folder">The folder.</param>
internal sealed class PackageSlot(string folder)
{
    private const int LooksUntilGone = 2;

    private string? _seen;
    private string? _tried;
    private int _looksWithout;

    public string Folder => folder;

    /// <summary>The name of the folder without the way to it, for answers.</summary>
    public string Title { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>The model; after a bad change the one from before it.</summary>
    public LoadedModel? Model { get; set; }

    /// <summary>Why what lies in the folder is not served; null where it is.</summary>
    public ModelAlarm? Alarm { get; set; }

    /// <summary>True once the folder was missing for longer than a replacement takes.</summary>
    public bool IsGone => _looksWithout >= LooksUntilGone;

    /// <summary>
    /// Notes what lies in the folder. True where it is to be tried: it is new, and it stood still since the last look, so that a copy under way is not taken for a broken package.
    /// </summary>
    /// <param name="fingerprint">What is seen of it.</param>
    /// <param name="isFirstLook">The service is starting and does not wait.</param>
    public bool Look(string fingerprint, bool isFirstLook)
    {
        _looksWithout = 0;
        var isStill = isFirstLook || fingerprint == _seen;
        _seen = fingerprint;
        if (!isStill || fingerprint == _tried) return false;
        _tried = fingerprint;
        return true;
    }

    /// <summary>What was tried is to be tried again at the next look: it may have been a matter of the disk.</summary>
    public void TryAgain() => _tried = null;

    public void LookWithout() => _looksWithout++;
}
