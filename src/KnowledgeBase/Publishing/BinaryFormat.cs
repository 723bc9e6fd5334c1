using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>How what is remembered between builds is written: lists behind their length, texts that may be missing behind a sign.</summary>
internal static class BinaryFormat
{
    /// <summary>Whether reading failed because the bytes are not what was written.</summary>
    public static bool IsDamage(Exception exception) =>
        PublishFailureException.Covers(exception) || exception is ArgumentException or KeyNotFoundException or OverflowException or FormatException;

    public static void WriteAll<T>(this BinaryWriter writer, ImmutableArray<T> values, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(values.Length);
        foreach (var value in values) write(writer, value);
    }

    public static ImmutableArray<T> ReadAll<T>(this PieceReader reader, Func<PieceReader, T> read)
    {
        var count = reader.Read7BitEncodedInt();
        if (count == 0) return [];
        var values = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++) values.Add(read(reader));
        return values.MoveToImmutable();
    }

    public static void WriteText(this BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    public static string? ReadText(this PieceReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    /// <summary>The same of a text that is often met.</summary>
    public static string? ReadKnownText(this PieceReader reader) => reader.ReadBoolean() ? reader.ReadKnownString() : null;

    public static void Write(this BinaryWriter writer, StoredBytes place)
    {
        writer.Write(place.Start);
        writer.Write(place.Length);
        writer.Write(place.Hash);
    }

    public static StoredBytes ReadPlace(this PieceReader reader) => new(reader.ReadInt64(), reader.ReadInt32(), reader.ReadUInt64());

    public static void Write(this BinaryWriter writer, StandingFile file)
    {
        writer.Write(file.Path);
        writer.Write7BitEncodedInt64(file.Length);
        writer.Write(file.Modified);
    }

    public static StandingFile ReadFile(this PieceReader reader) => new(reader.ReadString(), reader.Read7BitEncodedInt64(), reader.ReadInt64());

    public static void Write(this BinaryWriter writer, SourceLocation location)
    {
        writer.Write(location.Path);
        writer.Write7BitEncodedInt(location.Line);
        writer.Write7BitEncodedInt(location.Column);
    }

    public static SourceLocation ReadLocation(this PieceReader reader) => new(reader.ReadKnownString(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());

    public static void Write(this BinaryWriter writer, Diagnostic diagnostic)
    {
        writer.Write(diagnostic.Rule.Code);
        writer.Write(diagnostic.Location);
        writer.Write(diagnostic.Message);
    }

    public static Diagnostic ReadDiagnostic(this PieceReader reader) => new(Rules.ByCode[reader.ReadString()], reader.ReadLocation(), reader.ReadString());
}
