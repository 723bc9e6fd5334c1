using System.Text;
using System.Xml;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering.Machines;

/// <summary>An XML file in the making: well-formed whatever its text holds.</summary>
internal sealed class XmlOutput : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly XmlWriter _writer;
    private readonly string _namespace;

    public XmlOutput(string root, string xmlNamespace, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _namespace = xmlNamespace;
        _writer = XmlWriter.Create(_bytes, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, IndentChars = "", NewLineChars = "\n" });
        Open(root, attributes);
    }

    /// <summary>Bytes so far, but for the last few thousand.</summary>
    public long Length => _bytes.Length;

    public void Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _writer.WriteStartElement(element, _namespace);
        foreach (var (name, value) in attributes)
        {
            if (value is null) continue;
            if (name == "xml:lang") _writer.WriteAttributeString("xml", "lang", null, Clean(value));
            else _writer.WriteAttributeString(name, Clean(value));
        }
    }

    public void Close() => _writer.WriteEndElement();

    /// <summary>An element with text, or with nothing but attributes.</summary>
    public void Add(string element, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(element, attributes);
        if (text.Length > 0) _writer.WriteString(Clean(text));
        Close();
    }

    public OutputFile ToFile(SiteUrl url)
    {
        _writer.WriteEndDocument();
        _writer.Flush();
        return new(url.OutputPath, _bytes.ToArray());
    }

    public void Dispose()
    {
        _writer.Dispose();
        _bytes.Dispose();
    }

    /// <summary>XML has no way at all to write some characters; they are shown as '�', as in pages.</summary>
    private static string Clean(string text) => ShowableText.Of(text, out _);
}
