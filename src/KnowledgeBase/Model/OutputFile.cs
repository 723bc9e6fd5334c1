namespace KnowledgeBase.Model;

/// <summary>Bytes and a path under the output folder, not yet on disk.</summary>
/// <param name="Path">Relative, with '/' between folders; never starts with '/' and never holds '..'.</param>
public sealed record OutputFile(string Path, ReadOnlyMemory<byte> Content);

/// <summary>A file whose path stands for all that is in it: one that stands need not be made again.</summary>
public sealed record NamedFile(string Path, Func<byte[]> Make);
