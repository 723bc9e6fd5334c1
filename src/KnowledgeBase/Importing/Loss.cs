namespace KnowledgeBase.Importing;

/// <summary>How a construct of the source fares in our copy.</summary>
public enum LossKind
{
    /// <summary>All words are there, in another form: a poll as a list.</summary>
    Changed,

    /// <summary>It stays on another host, and our copy links to it: an image.</summary>
    Remote,

    /// <summary>Words or a thing are not in our copy.</summary>
    NotCarried,
}

/// <summary>One place where our copy differs from the source.</summary>
/// <param name="Construct">What it is, in the source's word: <c>poll</c>, <c>onebox</c>, <c>img</c>.</param>
/// <param name="NodeId">Node it is in; null for the topic as a whole.</param>
/// <param name="Text">The words that are not carried, or the address that stays remote.</param>
public sealed record Loss(string Construct, LossKind Kind, string? NodeId = null, string? Text = null);
