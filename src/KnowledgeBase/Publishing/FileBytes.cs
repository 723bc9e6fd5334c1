using System.Buffers;

namespace KnowledgeBase.Publishing;

/// <summary>What a file is to hold.</summary>
internal readonly struct FileBytes(ReadOnlyMemory<byte> bytes)
{
    private const int PieceLength = 1 << 16;

    public long Length => bytes.Length;

    /// <summary>Writes a file that is not there yet.</summary>
    public void Write(string fullPath)
    {
        using var file = File.OpenHandle(fullPath, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(file, bytes.Span, 0);
    }

    /// <summary>Whether an existing file of the same length holds the same bytes.</summary>
    public bool IsIn(string fullPath)
    {
        using var file = File.OpenHandle(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            for (var rest = bytes.Span; !rest.IsEmpty;)
            {
                var there = piece.AsSpan(0, RandomAccess.Read(file, piece, bytes.Length - rest.Length));
                if (there.IsEmpty || !rest.StartsWith(there)) return false;
                rest = rest[there.Length..];
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
