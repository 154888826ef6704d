using System.Text;
using Predictor.Care.Checking;
using Predictor.Care.Reading;
using Xunit;

namespace Predictor.Care.Tests.Reading;

/// <summary>An export in a folder of its own, sound until a test changes it.</summary>
internal sealed class ExportFolder : IDisposable
{
    public const string Episodes = "episodes.csv";
    public const string Appointments = "appointments.csv";
    public const string Measures = "measures.csv";
    public const string Payments = "payments.csv";
    public const string Contacts = "contacts.csv";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("predictor-export-");

    public ExportFolder()
    {
        Write(Episodes, "episode_id,client_id,started_on\ne1,c1,2024-01-01\n");
        Write(Appointments, "appointment_id,episode_id,starts_at,status\na1,e1,2024-01-08T10:00:00Z,fulfilled\n");
    }

    public string Path => _folder.FullName;

    public ExportFolder Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public ExportFolder Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, file), bytes);
        return this;
    }

    public ExportFolder Delete(string file)
    {
        File.Delete(System.IO.Path.Combine(Path, file));
        return this;
    }

    public ExportReading Read(ExportReaderOptions? options = null) => new ExportReader(options).Read(Path);

    public ExportReading ReadSkipping() => Read(new ExportReaderOptions { SkipBadRows = true });

    /// <summary>The one problem of the export.</summary>
    public Problem OnlyProblem() => Assert.Single(Read().Problems.Listed);

    public void Dispose() => _folder.Delete(recursive: true);
}
