using AngleSharp.Dom;

namespace KnowledgeBase.Importing;

/// <summary>Previews of other pages, films and frames, which a Discourse forum puts in place of an address: a link, and the words shown.</summary>
internal static class DiscourseOnebox
{
    /// <summary>A quote of the page: its site, its title as a link, its first words. The pictures around them are furniture.</summary>
    public static void MakePlain(IElement onebox, DiscoursePlace place)
    {
        place.Tell("onebox", LossKind.Changed, onebox.GetAttribute("data-onebox-src") ?? onebox.QuerySelector("a[href]")?.GetAttribute("href"));
        var document = onebox.Owner!;
        foreach (var picture in onebox.QuerySelectorAll("img:not(.emoji)").ToList()) picture.Remove();
        // Links around nothing but a picture have nothing left to click.
        foreach (var link in onebox.QuerySelectorAll("a").Where(link => string.IsNullOrWhiteSpace(link.TextContent)).ToList()) link.Remove();
        foreach (var heading in onebox.QuerySelectorAll("h1, h2, h3, h4, h5, h6, header, .date, .user, .tags").ToList())
        {
            var paragraph = document.CreateElement("p");
            paragraph.Append([.. heading.ChildNodes]);
            heading.Replace(paragraph);
        }

        var quote = document.CreateElement("blockquote");
        quote.Append([.. onebox.ChildNodes]);
        onebox.Replace(quote);
    }

    /// <summary>What plays on another host becomes a link to it.</summary>
    public static void MakeFramesPlain(IElement body, DiscoursePlace place)
    {
        foreach (var film in body.QuerySelectorAll("[data-youtube-id], .youtube-onebox[data-video-id], .lazy-video-container[data-video-id]").ToList())
        {
            var id = film.GetAttribute("data-youtube-id") ?? film.GetAttribute("data-video-id") ?? "";
            var title = film.GetAttribute("data-youtube-title") ?? film.GetAttribute("data-video-title");
            var address = film.QuerySelector("a[href]")?.GetAttribute("href") ?? $"https://www.youtube.com/watch?v={Uri.EscapeDataString(id)}";
            Replace(film, title, address);
        }

        // An event's page is made by a script from what stands in its attributes.
        foreach (var gathering in body.QuerySelectorAll(".discourse-post-event").ToList())
            place.Tell("event", LossKind.NotCarried, string.Join(", ", ((string[])["data-name", "data-start", "data-end", "data-location", "data-url"]).Select(gathering.GetAttribute).Where(value => !string.IsNullOrWhiteSpace(value))));

        // Today's forums leave the film itself to a script.
        foreach (var frame in body.QuerySelectorAll("iframe, video, audio, .video-placeholder-container").ToList())
        {
            var address = frame.QuerySelector("a[href]")?.GetAttribute("href") ?? frame.GetAttribute("src") ?? frame.QuerySelector("source[src]")?.GetAttribute("src") ?? frame.GetAttribute("data-video-src");
            Replace(frame, frame.GetAttribute("title"), address ?? "");
        }

        void Replace(IElement film, string? title, string address)
        {
            if (film.ParentElement is null) return;
            var found = place.Links.Resolve(address);
            place.Tell("film", found is null ? LossKind.NotCarried : LossKind.Remote, found ?? address);
            var holder = film.Owner!.CreateElement("span");
            DiscourseCooked.AppendLink(holder, string.IsNullOrWhiteSpace(title) ? address : title.Trim(), found);
            film.Replace(holder);
        }
    }
}
