using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using KnowledgeBase.Model;

namespace KnowledgeBase.Rendering;

/// <summary>Resolves the links of one file's bodies, and tells each wrong one at its place.</summary>
internal sealed class BodyLinks(Site site, Assets assets, string inner, SiteUrl page, bool withIndex, List<Diagnostic> diagnostics)
{
    private readonly string _folder = inner.Contains('/', StringComparison.Ordinal) ? inner[..inner.LastIndexOf('/')] : "";

    private readonly Dictionary<string, ThreadDirectory> _directories = new(StringComparer.Ordinal);

    private int _hints;

    /// <summary>Links whose anchor is checked when all pages are rendered.</summary>
    public List<AnchorUse> AnchorUses { get; } = [];

    /// <summary>Files of the content folder that are named, where the site has them.</summary>
    public HashSet<string> Attachments { get; } = new(StringComparer.Ordinal);

    /// <param name="ownAnchor">The id that a bare fragment means where the link stands; null if there is none.</param>
    public ResolvedLink Resolve(AuthorLink link, Func<string, string?> ownAnchor)
    {
        if (link.IsMention) return new(site.AuthorByKey.TryGetValue(Author.KeyOf(link.Address), out var author) ? author.Url.From(page, null, withIndex) : null);
        var (kind, address) = WebAddress.Read(link.Address);
        switch (kind)
        {
            case AddressKind.Fragment:
                return ResolveFragment(link, address[1..], ownAnchor);
            case AddressKind.Web:
                return ResolveWeb(link, address);
            case AddressKind.Mail:
                return new(address);
            case AddressKind.Relative:
                var resolved = ResolveRelative(link, address, ownAnchor);
                // Where there is no image, one message is enough.
                if (link.IsImage && resolved.Href is not null) TellMissingAlt(link);
                return resolved;
            case AddressKind.Forbidden when TargetWithSlashes(link.Address) is { } target:
                diagnostics.Add(Rules.MissingFile.At(link.Location, link.Address, $"did you mean '{ContentPath.Relative(_folder, target)}'?"));
                return new(null);
            default:
                diagnostics.Add(Rules.ForbiddenLink.At(link.Location, link.Address));
                return new(null);
        }
    }

    public ThreadDirectory DirectoryOf(ForumThread thread) =>
        _directories.TryGetValue(thread.Slug.Value, out var known) ? known : _directories[thread.Slug.Value] = new(thread);

    /// <summary>The file that a path of Windows means.</summary>
    private string? TargetWithSlashes(string address)
    {
        var path = address.Replace('\\', '/');
        return path != address && !path.StartsWith('/') && ContentPath.Join(_folder, path) is { } target && site.Files.TryGetValue(target, out _) ? target : null;
    }

    private ResolvedLink ResolveFragment(AuthorLink link, string fragment, Func<string, string?> ownAnchor)
    {
        if (fragment is "" or "top") return new("#" + fragment);
        if (ownAnchor(fragment) is { } id) return new("#" + id);
        if (ownAnchor(Uri.UnescapeDataString(fragment)) is { } decoded) return new("#" + decoded);
        var isPage = inner.StartsWith("pages/", StringComparison.Ordinal);
        diagnostics.Add(Rules.UnknownAnchor.At(link.Location, fragment, isPage ? "this page" : "this thread", isPage ? "name one of its headings, as in '#a-heading'" : "name the id of one of its nodes or steps, as in '#a1' or '#a1-s2'"));
        return new(null);
    }

    private ResolvedLink ResolveWeb(AuthorLink link, string address)
    {
        if (link.IsImage)
        {
            TellMissingAlt(link);
            return new(address, IsExternal: true, IsShown: site.Config.ShowsRemoteImages);
        }

        if (!site.CopyBySource.TryGetValue(WebAddress.KeyOf(address), out var copy)) return new(address, IsExternal: true);
        return new(ThreadPage.UrlOf(copy.Thread).From(page, copy.NodeId, withIndex), Original: address);
    }

    private ResolvedLink ResolveRelative(AuthorLink link, string address, Func<string, string?> ownAnchor)
    {
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? null : address[(hash + 1)..];
        var path = hash < 0 ? address : address[..hash];
        var query = path.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0) path = path[..query];
        path = Uri.UnescapeDataString(path);

        if (path.StartsWith('/') || ContentPath.Join(_folder, path) is not { } target)
        {
            diagnostics.Add(Rules.MissingFile.At(link.Location, path, Meant(link, path, fragment, ownAnchor) ?? "a path starts at this file's folder and stays inside the content folder"));
            return new(null);
        }

        if (!link.IsImage && target.EndsWith(".md", StringComparison.Ordinal))
        {
            if (target.StartsWith("pages/", StringComparison.Ordinal)) return ResolveContentPage(link, target, fragment);
            return ResolveThread(link, target, path, fragment);
        }

        if (site.Files.TryGetValue(target, out var file)) return ToAttachment(link, path, file);
        diagnostics.Add(Rules.MissingFile.At(link.Location, path, Meant(link, path, fragment, ownAnchor) ?? FileHint(target)));
        return new(null);
    }

    /// <summary>What was meant by a path that is none: a host, an id of this thread, or a thread as its page is addressed.</summary>
    private string? Meant(AuthorLink link, string path, string? fragment, Func<string, string?> ownAnchor)
    {
        if (link.IsImage) return null;
        if (path.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) return $"did you mean 'https://{path}'?";
        if (ownAnchor(path) is { } id) return $"did you mean '#{id}'?";
        var slug = path.TrimEnd('/');
        slug = slug[(slug.LastIndexOf('/') + 1)..];
        return site.ThreadBySlug.TryGetValue(slug, out var thread)
            ? $"did you mean '{ContentPath.Relative(_folder, thread.Inner)}{(fragment is null ? "" : "#" + fragment)}'?"
            : null;
    }

    private ResolvedLink ToAttachment(AuthorLink link, string path, ContentFile file)
    {
        var (attachment, problem) = assets.AttachmentOf(file);
        if (attachment is null)
        {
            diagnostics.Add(Rules.Unreadable.At(link.Location, $"'{path}': {problem}"));
            return new(null);
        }

        Attachments.Add(attachment.Path);
        if (attachment.Excess is not null) diagnostics.Add(Rules.ActivePicture.At(link.Location, path, attachment.Excess));
        var isOther = link.IsImage && !Attachment.IsPicture(path);
        if (isOther) diagnostics.Add(Rules.NoPicture.At(link.Location, path));
        return new(new SiteUrl(attachment.Path).From(page), IsShown: attachment.Excess is null && !isOther, Size: link.IsImage ? attachment.Size : null);
    }

    private ResolvedLink ResolveContentPage(AuthorLink link, string target, string? fragment)
    {
        if (site.ContentPageByFile.TryGetValue(target, out var contentPage))
        {
            if (fragment is { Length: > 0 }) AnchorUses.Add(new(link.Location, contentPage.Url, fragment));
            return new(contentPage.Url.From(page, fragment, withIndex));
        }

        diagnostics.Add(Rules.MissingFile.At(link.Location, link.Address, FileHint(target)));
        return new(null);
    }

    private ResolvedLink ResolveThread(AuthorLink link, string target, string written, string? fragment)
    {
        var slug = Path.GetFileNameWithoutExtension(target);
        if (site.ThreadBySlug.TryGetValue(slug, out var thread))
        {
            if (thread.Inner != target)
                diagnostics.Add(Rules.WrongFolder.At(link.Location, slug, ContentPath.Relative(_folder, thread.Inner) + (fragment is null ? "" : "#" + fragment)));
            return new(ThreadPage.UrlOf(thread).From(page, CheckedAnchor(link, thread, fragment), withIndex));
        }

        if (site.Claims.TryGetValue(slug, out var claim))
        {
            if (claim == SlugClaim.Draft) diagnostics.Add(Rules.LinkToDraft.At(link.Location, slug));
            return new(null);
        }

        var nearest = MayHint(site.Threads.Length) ? Spelling.Nearest(UnicodeText.Fold(slug), site.ThreadBySlug.All.Keys.Order(StringComparer.Ordinal)) : null;
        var hint = nearest is null
            ? "write the path of a thread file, from this file's folder"
            : $"did you mean '{ContentPath.Relative(_folder, site.ThreadBySlug[nearest].Inner)}'?{OtherForm(slug, nearest)}";
        diagnostics.Add(Rules.UnknownThread.At(link.Location, written, hint));
        return new(null);
    }

    private string? CheckedAnchor(AuthorLink link, ForumThread thread, string? fragment)
    {
        if (string.IsNullOrEmpty(fragment)) return null;
        if (!DirectoryOf(thread).Has(fragment)) AnchorUses.Add(new(link.Location, ThreadPage.UrlOf(thread), fragment));
        return fragment;
    }

    private string FileHint(string target)
    {
        var folded = UnicodeText.Fold(target);
        var near = MayHint(site.Files.All.Count) ? site.Files.All.Keys.Order(StringComparer.Ordinal).FirstOrDefault(file => UnicodeText.Fold(file) == folded) : null;
        return near is null ? "write the path of a file under the content folder, from this file's folder" : $"did you mean '{ContentPath.Relative(_folder, near)}'?{(OtherForm(target, near) is { Length: > 0 } form ? form : " Letter case counts")}";
    }

    /// <summary>Two names that look the same, where one has its accents as signs of their own.</summary>
    private static string OtherForm(string written, string name) =>
        written != name && UnicodeText.Nfc(written) == UnicodeText.Nfc(name) ? " They look the same, but differ in their Unicode form (NFC or NFD), so copy the name from here" : "";

    private bool MayHint(int names) => names <= Spelling.MostNames && _hints++ < Spelling.MostHints;

    private void TellMissingAlt(AuthorLink link)
    {
        if (link.Text.Length == 0) diagnostics.Add(Rules.MissingAlt.At(link.Location, link.Address));
    }
}
