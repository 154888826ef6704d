using System.Text.Json;
using Predictor.Api.Audit.Durable;

namespace Predictor.Api.Audit;

/// <summary>Who did what, when, with which model and about whom: kept for good, and without anything that tells who a client is.</summary>
internal sealed class AuditTrail([FromKeyedServices(AuditTrail.LogName)] DurableLog log, AuditKeys keys)
{
    public const string LogName = "trail";

    // One a thread: the log has copied the records before the thread can write others.
    [ThreadStatic]
    private static RecordList? _records;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    /// <summary>True while records can be written; while they cannot, nothing may be done that needs one.</summary>
    public bool IsReady => log.IsReady;

    /// <summary>Keeps records, in their order. Whoever did what they tell may be answered once this has ended.</summary>
    /// <exception cref="LogUnavailableException">They could not be written: nothing of what they tell may be answered.</exception>
    public Task RecordAsync(params IReadOnlyList<AuditRecord> records)
    {
        // Before the keys: a trail that cannot be opened may have none.
        if (!log.IsReady) throw new LogUnavailableException("The audit trail cannot be written.");
        var known = keys.Get();
        var list = _records ??= new RecordList();
        list.Clear();
        var json = _json ??= new Utf8JsonWriter(list.Next);
        foreach (var record in records)
        {
            json.Reset(list.Next);
            Write(json, record, known);
            json.Flush();
            list.End();
        }

        return log.AppendAsync(list);
    }

    private static void Write(Utf8JsonWriter json, AuditRecord record, LogKeys keys)
    {
        Span<byte> pseudonym = stackalloc byte[Pseudonyms.Length];
        json.WriteStartObject();
        json.WriteString("operation"u8, record.Operation);
        json.WriteString("caller"u8, record.Caller);
        json.WriteString("outcome"u8, record.Outcome);
        if (record.Status is { } status) json.WriteNumber("status"u8, status);
        if (record.Problem is { } problem) json.WriteString("problem"u8, problem);
        if (record.Subject is { } subject)
        {
            Pseudonyms.OfClient(keys, keys.Current, subject.ClientId, pseudonym);
            json.WriteString("client"u8, pseudonym);
            Pseudonyms.OfEpisode(keys, keys.Current, subject.EpisodeId, pseudonym);
            json.WriteString("episode"u8, pseudonym);
            json.WriteString("key"u8, keys.Current);
        }

        if (record.Model is { } model)
        {
            json.WriteStartObject("model"u8);
            json.WriteString("name"u8, model.Name);
            json.WriteString("version"u8, model.Version);
            json.WriteString("sha256"u8, model.Sha256);
            json.WriteEndObject();
        }

        if (record.Trace is { } trace) json.WriteString("trace"u8, trace);
        if (record.Line is { } line) json.WriteNumber("line"u8, line);
        if (record.Counts is { } counts)
        {
            json.WriteStartObject("counts"u8);
            foreach (var (outcome, count) in counts) json.WriteNumber(outcome, count);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
