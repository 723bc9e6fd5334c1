namespace KnowledgeBase.Model;

/// <summary>A node's Markdown source, a document of its own: LF line ends, no blank lines around it, fences closed, no literal node heading outside a fence.</summary>
/// <param name="Text">Canonical text; see <c>NodeScan</c> for how any text is made so.</param>
/// <param name="Line">Line of the file at which the text begins; its lines follow each other as in the file.</param>
/// <param name="Indent">Columns that were cut off each line (a takeaway's list indent).</param>
public sealed record Body(string Text, int Line = 1, int Indent = 0);
