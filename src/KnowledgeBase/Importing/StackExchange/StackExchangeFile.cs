using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Importing;

/// <summary>
/// One XML file of a dump, read row by row in bounded memory. Where it is broken, that is told with its place, and the reading
/// goes on with the next line that begins a row.
/// </summary>
internal sealed partial class StackExchangeFile : IDisposable
{
    /// <summary>A dump has rows in a root, nothing deeper.</summary>
    private const int Deepest = 8;

    private readonly string _path;
    private readonly string _name;
    private readonly Action<Diagnostic> _tell;
    private StackExchangeStream _stream;
    private XmlReader _reader;
    private string _root;

    /// <summary>Line of the last row that was read.</summary>
    private int _line;

    public StackExchangeFile(string path, string name, Action<Diagnostic> tell)
    {
        (_path, _name, _tell) = (path, name, tell);
        _root = Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        _stream = new(path);
        _reader = ReaderOf(_stream);
    }

    /// <summary>Bytes of the file read so far.</summary>
    public long Position => _stream.FilePosition;

    public SourceLocation Location => At(((IXmlLineInfo)_reader).LineNumber, ((IXmlLineInfo)_reader).LinePosition);

    /// <summary>An attribute of the current row, or null.</summary>
    public string? Text(string attribute) => _reader.GetAttribute(attribute);

    public long? Number(string attribute) =>
        long.TryParse(Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read()
    {
        while (true)
        {
            try
            {
                return ReadRow();
            }
            catch (XmlException e)
            {
                var place = e.LineNumber > 0 ? At(e.LineNumber, e.LinePosition) : new(_name, _line + 1, 1);
                _tell(Rules.BrokenXml.At(place, Reason(e.Message)));
                if (!GoOnAfter(place.Line)) return false;
            }
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private bool ReadRow()
    {
        while (_reader.Read())
        {
            if (_reader.NodeType != XmlNodeType.Element) continue;
            if (_reader.Depth == 0) _root = _reader.LocalName;
            if (_reader.Depth > Deepest)
            {
                var place = (IXmlLineInfo)_reader;
                throw new XmlException("elements are nested deeper than those of a dump", null, place.LineNumber, place.LinePosition);
            }

            if (_reader.LocalName != "row") continue;
            _line = Location.Line;
            return true;
        }

        return false;
    }

    private bool GoOnAfter(int brokenLine)
    {
        if (brokenLine < _stream.FirstLine) return false;
        var isSkipped = false;
        foreach (var (line, offset) in _stream.RowLines())
        {
            if (line <= _line) continue;
            if (!isSkipped && line <= brokenLine)
            {
                // The first row after the last good one is the broken one: a missing quote shows in the line below only.
                isSkipped = true;
                continue;
            }

            Dispose();
            // A reader in the middle of a file misses the root that the first reader has passed.
            _stream = new(_path, line, offset, $"<{_root}>\n");
            _reader = ReaderOf(_stream);
            _line = line - 1;
            return true;
        }

        return false;
    }

    private static XmlReader ReaderOf(StackExchangeStream stream) => XmlReader.Create(stream, new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        // Old dumps hold references to control characters that XML forbids; they are cleaned with the rest of the text.
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    });

    private SourceLocation At(int line, int column) => new(_name, Math.Max(line + _stream.FirstLine - _stream.LinesInFront - 1, 1), Math.Max(column, 1));

    /// <summary>The reader's own sentence without its place, which the diagnostic has.</summary>
    private static string Reason(string message)
    {
        if (message.Contains("DTD", StringComparison.Ordinal)) return "it has a document type definition, which may not stand in it";
        var reason = PlaceInMessage().Replace(message, "").TrimEnd('.', ' ');
        return reason.Length > 0 ? char.ToLowerInvariant(reason[0]) + reason[1..] : "it is not well-formed";
    }

    [GeneratedRegex(@" Line \d+, position \d+\.$")]
    private static partial Regex PlaceInMessage();
}
