using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking;

/// <summary>An address in the output, what it is for, and where it stands.</summary>
internal readonly record struct FoundLink(string Address, LinkUse Use, SourceLocation Place);

/// <summary>What an address is for: that decides what is wrong with it.</summary>
internal enum LinkUse
{
    /// <summary>A reader or a form follows it; empty, it means the page itself.</summary>
    Link,

    /// <summary>A picture or a font, which may stand in the address itself (<c>data:image/…</c>).</summary>
    Picture,

    /// <summary>Anything else that a browser fetches.</summary>
    Resource,

    /// <summary>The page sends its readers there.</summary>
    Redirect,

    /// <summary><c>base href</c>: what other addresses start from. Nothing need be there.</summary>
    Start,

    /// <summary>Inside <c>code</c>: it may be an example of a broken link, but must not be unsafe.</summary>
    Shown,
}
