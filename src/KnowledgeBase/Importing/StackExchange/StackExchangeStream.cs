using System.Text;
using System.Xml;

namespace KnowledgeBase.Importing;

/// <summary>The bytes of a dump's file, from its start or from a row on. A row of unbounded length is refused, for a reader would hold it whole.</summary>
/// <param name="path">The file.</param>
/// <param name="firstLine">Line of the file with which the bytes begin.</param>
/// <param name="offset">Where that line begins.</param>
/// <param name="front">What to read before the file's bytes; whole lines.</param>
internal sealed class StackExchangeStream(string path, int firstLine = 1, long offset = 0, string front = "") : Stream
{
    public const int LongestRow = 16 << 20;

    private static readonly byte[] RowStart = [.. "<row "u8];

    private readonly FileStream _file = OpenAt(path, offset);
    private readonly byte[] _front = Encoding.UTF8.GetBytes(front);
    private int _frontRead;
    private long _sinceTag;

    public int FirstLine => firstLine;

    public int LinesInFront { get; } = front.AsSpan().Count('\n');

    public long FilePosition => _file.Position;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_frontRead < _front.Length)
        {
            var length = Math.Min(buffer.Length, _front.Length - _frontRead);
            _front.AsSpan(_frontRead, length).CopyTo(buffer);
            _frontRead += length;
            return length;
        }

        var read = _file.Read(buffer);
        // '<' cannot stand in an attribute, so what follows the last one is at most one tag or one text.
        var tag = buffer[..read].LastIndexOf((byte)'<');
        _sinceTag = tag < 0 ? _sinceTag + read : read - tag;
        return _sinceTag <= LongestRow ? read : throw new XmlException($"a row has more than {LongestRow >> 20} MiB");
    }

    /// <summary>Lines of the file that begin a row, from the first of these bytes on, and where they begin.</summary>
    public IEnumerable<(int Line, long Offset)> RowLines()
    {
        using var file = OpenAt(path, offset);
        var buffer = new byte[1 << 16];
        // How much of a row's start the line has so far; -1 where it begins otherwise.
        var (line, lineStart, position, matched) = (firstLine, offset, offset, 0);
        int read;
        while ((read = file.Read(buffer)) > 0)
        {
            for (var i = 0; i < read; i++, position++)
            {
                var c = buffer[i];
                if (c == '\n')
                {
                    (line, lineStart, matched) = (line + 1, position + 1, 0);
                }
                else if (matched >= 0 && c == RowStart[matched])
                {
                    if (++matched < RowStart.Length) continue;
                    matched = -1;
                    yield return (line, lineStart);
                }
                else if (matched != 0 || c is not ((byte)' ' or (byte)'\t'))
                {
                    matched = -1;
                }
            }
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }

    private static FileStream OpenAt(string path, long offset)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        file.Position = offset;
        return file;
    }
}
