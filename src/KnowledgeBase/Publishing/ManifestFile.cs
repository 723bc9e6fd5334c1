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
    private const int Format = 3, PieceLength = 1 << 20;

    private static readonly Dictionary<string, Rule> RuleByCode = Rules.All.ToDictionary(rule => rule.Code, StringComparer.Ordinal);

    /// <summary>Where one is written that is not yet whole.</summary>
    public static string DraftOf(string fullPath) => fullPath + ".new";

    public static BuildManifest? ReadOrNull(string fullPath)
    {
        try
        {
            if (OnDisk.At(fullPath) != Standing.File) return null;
            var bytes = File.ReadAllBytes(fullPath);
            if (bytes.Length < 16 || XxHash3.HashToUInt64(bytes.AsSpan(8)) != MemoryMarshal.Read<ulong>(bytes)) return null;
            using var reader = new BinaryReader(new MemoryStream(bytes, 8, bytes.Length - 8), Encoding.UTF8);
            return reader.ReadInt32() == Format ? Read(reader) : null;
        }
        catch (Exception exception) when (PublishFailureException.Covers(exception) || exception is ArgumentException or KeyNotFoundException or OverflowException or FormatException)
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

    private static void Write(BinaryWriter writer, BuildManifest manifest, Action onPage)
    {
        writer.Write(manifest.Options);
        writer.Write(manifest.Inputs is not null);
        writer.Write(manifest.Inputs ?? 0);
        writer.Write(manifest.Settings);
        var report = manifest.Report;
        foreach (var figure in (int[])[report.Threads, report.Nodes, report.Pages, report.Files]) writer.Write(figure);
        WriteAll(writer, report.Diagnostics, Write);
        Write(writer, manifest.Index);
        WriteAll(writer, manifest.Files, Write);
        WriteAll(writer, [.. manifest.Pages], (to, page) =>
        {
            to.Write(page.Key);
            to.Write(page.Value.Digest);
            WriteAll(to, page.Value.Answers, static (to, answer) => { to.Write(answer.Asked); to.Write(answer.Answer); });
            Write(to, page.Value.Terms);
            WriteAll(to, page.Value.Files, Write);
            WriteAll(to, page.Value.Facts.Ids, static (to, id) => to.Write(id));
            WriteAll(to, page.Value.Facts.AnchorUses, static (to, use) => { Write(to, use.Location); to.Write(use.Target.Value); to.Write(use.Fragment); });
            WriteAll(to, page.Value.Facts.Attachments, static (to, path) => to.Write(path));
            WriteAll(to, page.Value.Diagnostics, Write);
            onPage();
        });
    }

    private static BuildManifest Read(BinaryReader reader)
    {
        var (options, inputs, settings) = (reader.ReadUInt64(), ReadUInt64OrNull(reader), reader.ReadUInt64());
        var (threads, nodes, pages, files) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var report = new RememberedReport(threads, nodes, pages, files, ReadAll(reader, ReadDiagnostic));
        var index = ReadTerms(reader);
        var others = ReadAll(reader, ReadFile);
        var byUrl = ReadAll(reader, from =>
        {
            var url = from.ReadString();
            return KeyValuePair.Create(url, new RememberedPage(
                from.ReadUInt64(),
                ReadAll(from, static from => new LookupAnswer(from.ReadUInt64(), from.ReadUInt64())),
                ReadTerms(from),
                ReadAll(from, ReadFile),
                new(new(url), ReadAll(from, static from => from.ReadString()),
                    ReadAll(from, static from => new AnchorUse(ReadLocation(from), new(from.ReadString()), from.ReadString())), ReadAll(from, static from => from.ReadString())),
                ReadAll(from, ReadDiagnostic)));
        });
        return new(options, inputs, settings, new Dictionary<string, RememberedPage>(byUrl, StringComparer.Ordinal), index, others, report);
    }

    private static ulong? ReadUInt64OrNull(BinaryReader reader)
    {
        var isThere = reader.ReadBoolean();
        var value = reader.ReadUInt64();
        return isThere ? value : null;
    }

    private static void Write(BinaryWriter writer, StandingFile file)
    {
        writer.Write(file.Path);
        writer.Write7BitEncodedInt64(file.Length);
        writer.Write(file.Modified);
    }

    private static StandingFile ReadFile(BinaryReader reader) => new(reader.ReadString(), reader.Read7BitEncodedInt64(), reader.ReadInt64());

    private static void Write(BinaryWriter writer, StoredTerms place)
    {
        writer.Write(place.Start);
        writer.Write(place.Length);
        writer.Write(place.Hash);
    }

    private static StoredTerms ReadTerms(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt32(), reader.ReadUInt64());

    private static void Write(BinaryWriter writer, SourceLocation location)
    {
        writer.Write(location.Path);
        writer.Write7BitEncodedInt(location.Line);
        writer.Write7BitEncodedInt(location.Column);
    }

    private static SourceLocation ReadLocation(BinaryReader reader) => new(reader.ReadString(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());

    private static void Write(BinaryWriter writer, Diagnostic diagnostic)
    {
        writer.Write(diagnostic.Rule.Code);
        Write(writer, diagnostic.Location);
        writer.Write(diagnostic.Message);
    }

    private static Diagnostic ReadDiagnostic(BinaryReader reader) => new(RuleByCode[reader.ReadString()], ReadLocation(reader), reader.ReadString());

    private static void WriteAll<T>(BinaryWriter writer, ImmutableArray<T> values, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(values.Length);
        foreach (var value in values) write(writer, value);
    }

    private static ImmutableArray<T> ReadAll<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.Read7BitEncodedInt();
        if (count == 0) return [];
        var values = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++) values.Add(read(reader));
        return values.MoveToImmutable();
    }
}
