using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

/// <summary>A page as it is remembered, in bytes.</summary>
internal static class PageFormat
{
    public static byte[] Write(RememberedPage page)
    {
        using var memory = new MemoryStream(512);
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        writer.Write(page.Facts.Url.Value);
        writer.Write(page.Digest);
        writer.WriteAll(page.Answers, static (to, answer) => { to.Write(answer.Asked); to.Write(answer.Answer); });
        writer.Write(page.Terms);
        writer.WriteAll(page.Files, static (to, file) => to.Write(file));
        writer.WriteAll(page.Facts.Ids, static (to, id) => to.Write(id));
        writer.WriteAll(page.Facts.AnchorUses, static (to, use) => { to.Write(use.Location); to.Write(use.Target.Value); to.Write(use.Fragment); });
        writer.WriteAll(page.Facts.Attachments, static (to, path) => to.Write(path));
        writer.WriteAll(page.Diagnostics, static (to, diagnostic) => to.Write(diagnostic));
        return memory.ToArray();
    }

    /// <returns>Null if the bytes are not what was written.</returns>
    public static RememberedPage? ReadOrNull(PieceReader reader)
    {
        try
        {
            var url = new SiteUrl(reader.ReadString());
            return new(
                reader.ReadUInt64(),
                reader.ReadAll(static from => new LookupAnswer(from.ReadUInt64(), from.ReadUInt64())),
                reader.ReadPlace(),
                reader.ReadAll(BinaryFormat.ReadFile),
                new(url, reader.ReadAll(static from => from.ReadString()),
                    reader.ReadAll(static from => new AnchorUse(from.ReadLocation(), new(from.ReadString()), from.ReadString())), reader.ReadAll(static from => from.ReadString())),
                reader.ReadAll(BinaryFormat.ReadDiagnostic));
        }
        catch (Exception exception) when (BinaryFormat.IsDamage(exception))
        {
            return null;
        }
    }
}
