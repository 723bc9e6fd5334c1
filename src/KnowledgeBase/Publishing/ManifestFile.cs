using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>The file in the state folder that remembers the last build. One that is damaged, cut short or of another format is none.</summary>
internal static class ManifestFile
{
    private const int Format = 5, PieceLength = 1 << 20;

    /// <summary>Where one is written that is not yet whole.</summary>
    public static string DraftOf(string fullPath) => fullPath + ".new";

    public static BuildManifest? ReadOrNull(string fullPath)
    {
        try
        {
            if (OnDisk.At(fullPath) != Standing.File) return null;
            var bytes = File.ReadAllBytes(fullPath);
            if (bytes.Length < 16 || XxHash3.HashToUInt64(bytes.AsSpan(8)) != MemoryMarshal.Read<ulong>(bytes)) return null;
            var reader = new PieceReader(bytes, start: 8);
            return reader.ReadInt32() == Format ? Read(reader) : null;
        }
        catch (Exception exception) when (BinaryFormat.IsDamage(exception))
        {
            return null;
        }
    }

    /// <summary>Written beside and renamed, so that a kill leaves the old one.</summary>
    public static void Write(string fullPath, BuildManifest manifest)
    {
        var draft = DraftOf(fullPath);
        OnDisk.Remove(draft);
        using (var file = File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write))
        {
            using var memory = new MemoryStream();
            using var writer = new BinaryWriter(memory, Encoding.UTF8);
            var hash = new XxHash3();
            var offset = (long)sizeof(ulong);
            writer.Write(Format);
            // Piece by piece: a million pages make a large one.
            Write(writer, manifest, () =>
            {
                if (memory.Length >= PieceLength) WritePiece();
            });
            WritePiece();
            RandomAccess.Write(file, BitConverter.GetBytes(hash.GetCurrentHashAsUInt64()), 0);

            void WritePiece()
            {
                var bytes = memory.GetBuffer().AsSpan(0, (int)memory.Length);
                hash.Append(bytes);
                RandomAccess.Write(file, bytes, offset);
                offset += bytes.Length;
                memory.SetLength(0);
            }
        }

        File.Move(draft, fullPath, overwrite: true);
    }

    private static void Write(BinaryWriter writer, BuildManifest manifest, Action onPart)
    {
        writer.Write(manifest.Options);
        writer.Write(manifest.Inputs is not null);
        writer.Write(manifest.Inputs ?? 0);
        writer.Write(manifest.Settings);
        var report = manifest.Report;
        foreach (var figure in (int[])[report.Threads, report.Nodes, report.Pages, report.Files]) writer.Write(figure);
        writer.WriteAll(report.Diagnostics, static (to, diagnostic) => to.Write(diagnostic));
        writer.Write(manifest.Stored);
        writer.Write(manifest.Index);
        writer.WriteAll(manifest.Files, static (to, file) => to.Write(file));
        writer.WriteAll(manifest.Threads, (to, thread) =>
        {
            to.Write(thread.Inner);
            to.Write(thread.Stamp);
            to.Write(thread.Place);
            onPart();
        });
        writer.WriteAll([.. manifest.Pages], (to, page) =>
        {
            to.Write(page.Key);
            to.Write(page.Value);
            onPart();
        });
    }

    private static BuildManifest Read(PieceReader reader)
    {
        var (options, inputs, settings) = (reader.ReadUInt64(), ReadUInt64OrNull(reader), reader.ReadUInt64());
        var (threads, nodes, pages, files) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var report = new RememberedReport(threads, nodes, pages, files, reader.ReadAll(BinaryFormat.ReadDiagnostic));
        var (stored, index) = (reader.ReadInt64(), reader.ReadPlace());
        var others = reader.ReadAll(static from => from.ReadFile());
        var sources = reader.ReadAll(static from => new RememberedThread(from.ReadString(), from.ReadUInt64(), from.ReadPlace()));
        var byUrl = reader.ReadAll(static from => KeyValuePair.Create(from.ReadString(), from.ReadPlace()));
        return new(options, inputs, settings, new Dictionary<string, StoredBytes>(byUrl, StringComparer.Ordinal), index, others, sources, report) { Stored = stored };
    }

    private static ulong? ReadUInt64OrNull(PieceReader reader)
    {
        var isThere = reader.ReadBoolean();
        var value = reader.ReadUInt64();
        return isThere ? value : null;
    }
}
