using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace KnowledgeBase.Publishing;

/// <summary>What a file is to hold: bytes in memory, or those of another file, which are taken piece by piece.</summary>
internal readonly struct Content(ReadOnlyMemory<byte> bytes, SafeFileHandle? source = null)
{
    private const int PieceLength = 1 << 16;

    public long Length => source is null ? bytes.Length : RandomAccess.GetLength(source);

    public static SafeFileHandle Open(string fullPath) => File.OpenHandle(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Writes a file that is not there yet.</summary>
    public void Write(string fullPath)
    {
        using var file = File.OpenHandle(fullPath, FileMode.CreateNew, FileAccess.Write);
        using var scratch = new Scratch(source is not null);
        for (var offset = 0L; ;)
        {
            var piece = Piece(offset, scratch.Bytes);
            if (piece.IsEmpty) return;
            RandomAccess.Write(file, piece, offset);
            offset += piece.Length;
        }
    }

    /// <summary>Whether an existing file of the same length holds the same bytes.</summary>
    public bool IsIn(string fullPath)
    {
        using var file = Open(fullPath);
        using var read = new Scratch(true);
        using var scratch = new Scratch(source is not null);
        for (var offset = 0L; ;)
        {
            var piece = Piece(offset, scratch.Bytes);
            if (piece.IsEmpty) return true;
            var there = read.Bytes.AsSpan(0, RandomAccess.Read(file, read.Bytes, offset));
            var length = Math.Min(piece.Length, there.Length);
            if (length == 0 || !there[..length].SequenceEqual(piece[..length])) return false;
            offset += length;
        }
    }

    private ReadOnlySpan<byte> Piece(long offset, byte[] scratch) =>
        source is null ? bytes.Span[(int)offset..] : scratch.AsSpan(0, RandomAccess.Read(source, scratch, offset));

    private readonly struct Scratch(bool isUsed) : IDisposable
    {
        public byte[] Bytes { get; } = isUsed ? ArrayPool<byte>.Shared.Rent(PieceLength) : [];

        public void Dispose()
        {
            if (Bytes.Length > 0) ArrayPool<byte>.Shared.Return(Bytes);
        }
    }
}
