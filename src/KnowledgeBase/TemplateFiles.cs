using System.Collections.Immutable;
using System.Reflection;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Rendering;
using KnowledgeBase.Parsing;

namespace KnowledgeBase;

/// <summary>The templates and their assets: the user's files over the built-in ones, one by one.</summary>
internal sealed record TemplateFiles(TemplateSet? Set, ImmutableArray<(string Name, byte[] Content)> Assets)
{
    private const string Prefix = "templates/";

    public static Diagnosed<TemplateFiles> Load(string folder)
    {
        var shownAs = BuildOptions.Shown(folder);
        var bytes = BuiltIn().ToDictionary(file => file.Name, file => ($"built-in:{file.Name}", file.Content), StringComparer.Ordinal);
        var diagnostics = new List<Diagnostic>();
        if (Directory.Exists(folder))
        {
            var (files, listDiagnostics) = ContentLoader.List(folder, shownAs);
            diagnostics.AddRange(listDiagnostics);
            foreach (var file in files) bytes[file.Inner] = (file.Path, ContentLoader.ReadBytes(file));
        }

        var templates = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        var assets = ImmutableArray.CreateBuilder<(string, byte[])>();
        foreach (var (name, (path, content)) in bytes.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith("assets/", StringComparison.Ordinal)) assets.Add((name["assets/".Length..], content));
            else if (name.EndsWith(".html", StringComparison.Ordinal))
            {
                var (source, decodeDiagnostics) = ContentLoader.Decode(path, content);
                diagnostics.AddRange(decodeDiagnostics);
                if (source is not null) templates[name[..^".html".Length]] = source;
            }
        }

        var (set, templateDiagnostics) = TemplateSet.Load(templates);
        return new(new(set, assets.ToImmutable()), [.. diagnostics, .. templateDiagnostics]);
    }

    /// <summary>The repository's <c>templates/</c> as it was when the program was built.</summary>
    private static IEnumerable<(string Name, byte[] Content)> BuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return (resource[Prefix.Length..].Replace('\\', '/'), content);
        }
    }
}
