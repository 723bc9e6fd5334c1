using System.Buffers;
using System.Text;
using Scriban.Runtime;

namespace KnowledgeBase.Rendering;

/// <summary>Takes what templates write as the bytes of the page, into one buffer that is used again and again.</summary>
internal sealed class Utf8Output : IScriptOutput
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 16);

    public void Write(string text, int offset, int count) => Encoding.UTF8.GetBytes(text.AsSpan(offset, count), _bytes);

    public ValueTask WriteAsync(string text, int offset, int count, CancellationToken cancellationToken)
    {
        Write(text, offset, count);
        return ValueTask.CompletedTask;
    }

    /// <summary>What was written since the last time.</summary>
    public byte[] Take()
    {
        var bytes = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        return bytes;
    }
}
