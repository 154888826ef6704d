using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Predictor.Api.Audit.Durable;

/// <summary>Puts bytes on the disk. Of its own, so that a test can let it fail or wait.</summary>
internal class Disk
{
    private const int InterruptedCall = 4;

    public static Disk Real { get; } = new();

    public virtual void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file, bytes, offset);

    /// <summary>Returns once the content of a file would outlive the loss of power.</summary>
    public virtual void Flush(SafeFileHandle file)
    {
        // Times of change need not be on the disk: leaving them out saves most of the wait where the length stays as it is.
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        while (DataSync(file) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != InterruptedCall) throw new IOException($"The file could not be flushed: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>The same for the names in a folder: without it a new file may be gone.</summary>
    public virtual void FlushFolder(string path)
    {
        if (!OperatingSystem.IsLinux()) return;
        var folder = OpenFolder(path, 0);
        if (folder < 0) throw new IOException($"The folder {path} could not be opened: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        try
        {
            if (FolderSync(folder) != 0) throw new IOException($"The folder {path} could not be flushed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }
        finally
        {
            _ = Close(folder);
        }
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DataSync(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FolderSync(int folder);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int folder);
}
