using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Predictor.Api.Tests.Support;

/// <summary>One line of a log.</summary>
internal sealed record LogLine(string Category, LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Values);

/// <summary>Keeps all that is logged: texts, values, scopes and exceptions.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    /// <summary>Whether scopes are kept as well, of which each request begins some.</summary>
    public bool KeepsScopes { get; init; } = true;

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogCapture capture, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            if (capture.KeepsScopes) capture._lines.Enqueue(new LogLine(category, LogLevel.None, "scope: " + state, new Dictionary<string, object?>()));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = (state as IEnumerable<KeyValuePair<string, object?>> ?? []).ToDictionary(v => v.Key, v => v.Value);
            capture._lines.Enqueue(new LogLine(category, logLevel, $"{formatter(state, exception)} {exception}", values));
        }
    }
}
