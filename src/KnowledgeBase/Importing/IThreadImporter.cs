using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>Reads one kind of forum export, twice: first what is there, so that all addresses are known, then the threads themselves.</summary>
public interface IThreadImporter
{
    /// <summary>All topics in a fixed order, without their texts. A file that cannot be read is a diagnostic, and the rest goes on.</summary>
    IEnumerable<Diagnosed<ForeignOutline?>> Outline(CancellationToken cancelled);

    /// <summary>The topics in the same order. Never all held at once.</summary>
    IEnumerable<Diagnosed<ForeignThread?>> Threads(IThreadLinks links, CancellationToken cancelled);

    /// <summary>Names of those files of the export that another export may lack: without them, threads lose what they had.</summary>
    IEnumerable<string> Files => [];

    /// <summary>
    /// The posts that an address names, in any form in which people copy it: <c>thread#node</c>, or <c>#node</c> where the
    /// node's id is enough. None if it is this forum's and names no post; null if it is of another forum, or that cannot be said.
    /// </summary>
    /// <remarks>Asked once the topics are known. The address of a topic names its question.</remarks>
    IEnumerable<string>? Named(string address) => null;

    /// <summary>What belongs to no topic and is not carried.</summary>
    IEnumerable<Loss> Losses(CancellationToken cancelled) => [];
}

/// <summary>What names a topic before its text is read.</summary>
/// <param name="Id">As <see cref="ForeignThread.Id"/>.</param>
/// <param name="Title">As <see cref="ForeignThread.Title"/>.</param>
/// <param name="On">When it was asked.</param>
/// <param name="Url">As <see cref="ForeignThread.Url"/>.</param>
public sealed record ForeignOutline(string Id, string? Title, Moment? On, string? Url);

/// <summary>Where topics of the same forum stand in our content.</summary>
public interface IThreadLinks
{
    /// <summary>What to write in a thread's Markdown to link to another (or to itself), such as <c>../2019/other.md#p5</c> or <c>#p5</c>; null if we do not have it.</summary>
    /// <param name="nodeId">A node that the importer knows to be there; null for the thread as a whole.</param>
    string? Address(string fromThreadId, string toThreadId, string? nodeId);
}
