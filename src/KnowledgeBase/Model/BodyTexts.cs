using System.Buffers;
using System.Text;

namespace KnowledgeBase.Model;

/// <summary>What all bodies of a thread say, one after the other in UTF-8: in memory, laid aside on the disk, or only in the thread's file.</summary>
/// <param name="file">Where the thread is from.</param>
/// <param name="digest">Stands for what that file said when it was first read.</param>
/// <param name="again">Reads it anew.</param>
public sealed class BodyTexts(ContentFile file, ulong digest, Func<ContentFile, ForumThread?> again)
{
    private byte[]? _bytes;
    private ReadAside? _aside;
    private long _start;

    /// <summary>Lets the bodies of a thread keep their texts together.</summary>
    public static void Keep(ForumThread thread, ContentFile file, Func<ContentFile, ForumThread?> again)
    {
        var text = new BodyTexts(file, thread.ContentDigest, again);
        text._bytes = BytesOf(thread, text);
    }

    /// <summary>How many bytes of memory the texts take.</summary>
    public int Held => _bytes?.Length ?? 0;

    /// <summary>From now on the texts are read from where they were written, and take no memory.</summary>
    /// <param name="write">Writes them, and tells where; null if it could not.</param>
    public void LayAside(Func<byte[], long?> write, ReadAside read)
    {
        if (_bytes is not { } bytes || write(bytes) is not { } start) return;
        // In this order: whoever reads meanwhile finds one or the other.
        (_aside, _start) = (read, start);
        Volatile.Write(ref _bytes, null);
    }

    /// <exception cref="StaleMemoryException">The file says something else by now.</exception>
    public string Read(int start, int length)
    {
        if (Volatile.Read(ref _bytes) is null && _aside is { } read)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(length);
            var said = read(_start + start, buffer.AsSpan(0, length)) ? Encoding.UTF8.GetString(buffer, 0, length) : null;
            ArrayPool<byte>.Shared.Return(buffer);
            if (said is not null) return said;
        }

        return Encoding.UTF8.GetString((_bytes ??= ReadAgain()).AsSpan(start, length));
    }

    private byte[] ReadAgain()
    {
        var thread = again(file);
        if (thread?.ContentDigest != digest) throw new StaleMemoryException($"a file was changed while the site was made of it: {file.Path}");
        // It comes with its own texts, kept together in the same way.
        return thread.Question.Body.KeptIn!._bytes!;
    }

    private static byte[] BytesOf(ForumThread thread, BodyTexts text)
    {
        var texts = thread.Nodes.Select(node => node.Body.Text).ToList();
        var bytes = new byte[texts.Sum(Encoding.UTF8.GetByteCount)];
        var end = 0;
        foreach (var (body, said) in thread.Nodes.Select(node => node.Body).Zip(texts))
        {
            var length = Encoding.UTF8.GetBytes(said, bytes.AsSpan(end));
            body.KeepIn(text, end, length);
            end += length;
        }

        return bytes;
    }
}

/// <summary>Reads what was laid aside from a place on; false if it is there no more.</summary>
public delegate bool ReadAside(long start, Span<byte> to);
