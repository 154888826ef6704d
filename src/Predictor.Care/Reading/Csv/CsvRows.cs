using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;

namespace Predictor.Care.Reading.Csv;

/// <summary>
/// The rows of one CSV file (RFC 4180), from its header on. Rows whose form is broken are reported, counted and passed over, so that
/// every row that is stood on has one field for each column, in valid UTF-8.
/// </summary>
internal sealed class CsvRows : IFieldSource, IDisposable
{
    /// <summary>A record longer than this has lost a quote: no row of an export comes near.</summary>
    private const int MaximumRecordBytes = 1024 * 1024;

    private readonly CsvReader _reader;
    private readonly long _fileLength;
    private readonly FileProblems _problems;
    private readonly List<CsvMalformedRecord> _malformed = [];
    private CsvHeader? _header;
    private int _lastLine;
    private bool _endsWithoutLineEnd;
    private bool _isBrokenOff;
    private bool _lacksColumns;

    /// <param name="stream">The file, from its first byte; not closed here.</param>
    /// <param name="fileLength">Its length in bytes.</param>
    /// <param name="problems">Where problems of form go.</param>
    public CsvRows(Stream stream, long fileLength, FileProblems problems)
    {
        _fileLength = fileLength;
        _problems = problems;
        _reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaximumRecordBytes,
            Encoding = Encoding.UTF8,
            OnMalformedRecord = _malformed.Add,
        }, leaveOpen: true);
    }

    /// <summary>The header, once it has been read.</summary>
    public CsvHeader Header => _header ?? throw new InvalidOperationException("The header has not been read.");

    public int Position => (int)_reader.LineNumber;

    /// <summary>The rows met so far, the header and blank lines not counted.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them were passed over because their form is broken.</summary>
    public int BrokenCount { get; private set; }

    /// <summary>
    /// False where rows may be missing because the file broke off, a quote is not closed, or a required column is not there: what another file
    /// refers to may stand in them.
    /// </summary>
    public bool IsComplete => !_isBrokenOff && !_lacksColumns;

    /// <summary>Called on each row that is passed over, while it is stood on.</summary>
    public Action? BrokenRow { get; set; }

    /// <summary>Reads the header line.</summary>
    /// <returns>False where there is none that can be used, which has been reported.</returns>
    public bool ReadHeader(RecordSchema schema)
    {
        do
        {
            if (TryAdvance()) continue;
            _problems.Report(ProblemKind.EmptyFile, null, null, null, "a header line", "The file is empty; expected a header line with the names of the columns.");
            return false;
        }
        while (IsBlank());

        if (!IsWellFormed()) return false;
        var names = Enumerable.Range(0, _reader.FieldCount).Select(i => Encoding.UTF8.GetString(_reader.GetSpan(i))).ToList();
        if (names.Count == 1 && names[0].AsSpan().IndexOfAny(";\t|") is var at and >= 0)
        {
            var separator = names[0][at] == '\t' ? "tabs" : $"'{names[0][at]}'";
            _problems.Report(ProblemKind.WrongSeparator, Position, null, separator, "fields separated by ','", $"The header is separated by {separator}; expected fields separated by ','.");
            return false;
        }

        _header = CsvHeader.Match(schema, names, Position, _problems);
        _lacksColumns = schema.Columns.Any(c => c.IsRequired && _header.FieldOf(c) < 0);
        return true;
    }

    /// <summary>Goes to the next row of sound form.</summary>
    public bool MoveNext()
    {
        while (TryAdvance())
        {
            if (IsBlank())
            {
                // Blank lines at the very end are common and harmless.
                if (!IsLast()) _problems.Report(ProblemKind.BlankRow, Position, null, "", "no blank rows", "The row has no values and is ignored.");
                continue;
            }

            Count++;
            var isSound = IsWellFormed();
            // A lost quote shifts the fields, so that their number says nothing more.
            if (_malformed.Count == 0) isSound &= HasAllFields();
            if (isSound) return true;
            BrokenCount++;
            BrokenRow?.Invoke();
        }

        if (_endsWithoutLineEnd && Count > 0 && !_isBrokenOff)
        {
            _problems.Report(ProblemKind.NoFinalLineEnd, _lastLine, null, null, "a line end after the last row", "The last row has no line end: check that the file is not cut off.");
        }

        return false;
    }

    public FieldState Read(Column column, out ReadOnlySpan<byte> utf8)
    {
        var field = Header.FieldOf(column);
        if (field < 0)
        {
            utf8 = default;
            return FieldState.NoColumn;
        }

        utf8 = _reader.GetSpan(field);
        return utf8.IsEmpty ? FieldState.Unknown : FieldState.Present;
    }

    /// <summary>The text of a field by its place in the row.</summary>
    public ReadOnlySpan<byte> FieldAt(int field) => _reader.GetSpan(field);

    /// <summary>The text of a column in a row of broken form.</summary>
    /// <returns>False where the row does not reach so far or the text is damaged.</returns>
    public bool TryReadBroken(Column column, out ReadOnlySpan<byte> utf8)
    {
        var field = Header.FieldOf(column);
        utf8 = field >= 0 && field < _reader.FieldCount ? _reader.GetSpan(field).Trim(" \t\r\n"u8) : default;
        return !utf8.IsEmpty && Utf8.IsValid(utf8);
    }

    public void Dispose() => _reader.Dispose();

    private bool TryAdvance()
    {
        _malformed.Clear();
        try
        {
            if (!_reader.Read()) return false;
        }
        catch (CsvFormatException)
        {
            var line = _lastLine + 1;
            _problems.Report(ProblemKind.UnterminatedQuote, line, null, null, "a closing quote", FormattableString.Invariant($"A row that begins at or after line {line} is longer than {MaximumRecordBytes} bytes: a quote is probably not closed. Nothing after it was read."));
            _isBrokenOff = true;
            return false;
        }

        _lastLine = Position;
        _endsWithoutLineEnd = _reader.ByteOffset + _reader.RawRecord.Length >= _fileLength;
        return true;
    }

    private bool IsLast() => _reader.ByteOffset + _reader.RawRecord.Length + 2 >= _fileLength;

    private bool IsBlank()
    {
        if (_malformed.Count > 0) return false;
        foreach (var b in _reader.RawRecord)
        {
            if (b is not ((byte)',' or (byte)' ')) return false;
        }

        return true;
    }

    private bool HasAllFields()
    {
        if (_reader.FieldCount == Header.Names.Count) return true;
        var value = FormattableString.Invariant($"{_reader.FieldCount} fields");
        var expected = FormattableString.Invariant($"{Header.Names.Count} fields, as in the header");
        if (_endsWithoutLineEnd && _reader.FieldCount < Header.Names.Count)
        {
            _isBrokenOff = true;
            _problems.Report(ProblemKind.TruncatedFile, Position, null, value, expected, $"The file breaks off within its last row, which has {value}; expected {expected}. Export it again.");
            return false;
        }

        var hint = _reader.FieldCount > Header.Names.Count ? " A value that contains a comma has to stand in quotes." : "";
        _problems.Report(ProblemKind.WrongFieldCount, Position, null, value, expected, $"The row has {value}; expected {expected}.{hint}");
        return false;
    }

    private bool IsWellFormed()
    {
        var isSound = true;
        foreach (var malformed in _malformed)
        {
            isSound = false;
            ReportMalformed(malformed);
        }

        // The file broke off inside a quote: the rest of the file stands in this one row, and its bytes say nothing more.
        if (_malformed.Exists(m => m.Reason == CsvMalformedReason.UnterminatedQuote)) return false;
        var raw = _reader.RawRecord;
        if (Utf8.IsValid(raw) && !raw.Contains((byte)0)) return isSound;
        ReportBytes();
        return false;
    }

    private void ReportMalformed(CsvMalformedRecord malformed)
    {
        var raw = Excerpt.Of(malformed.RawRecord);
        if (malformed.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            _isBrokenOff = true;
            _problems.Report(ProblemKind.UnterminatedQuote, Position, null, raw, "a closing quote", "A quote that opens in this row is never closed, so that the rest of the file is one value: the file is cut off, or a quote in a value is not doubled.");
            return;
        }

        _problems.Report(ProblemKind.StrayQuote, Position, null, raw, "quotes around whole values, and doubled within them", "The row has a quote in the middle of a value; a value with quotes has to stand in quotes, with each of its own doubled.");
    }

    private void ReportBytes()
    {
        for (var i = 0; i < _reader.FieldCount; i++)
        {
            var field = _reader.GetSpan(i);
            var column = _header is { } header && i < header.Names.Count ? header.Names[i] : null;
            if (!Utf8.IsValid(field))
            {
                _problems.Report(ProblemKind.InvalidUtf8, Position, column, Excerpt.Of(field), "UTF-8 text", $"'{Excerpt.Of(field)}' is not UTF-8; save the file as UTF-8, not as Windows-1252 or Latin-1.");
            }
            else if (field.Contains((byte)0))
            {
                _problems.Report(ProblemKind.NulCharacter, Position, column, Excerpt.Of(field).Replace('\0', '␀'), "text without NUL characters", "The value contains NUL characters: the file is damaged.");
            }
        }
    }
}
