using KnowledgeBase.Model;

namespace KnowledgeBase.Importing;

/// <summary>What moderators can do to a question as a whole.</summary>
public enum NoticeKind
{
    Closed,
    Locked,
    Archived,
}

/// <summary>What moderators did to a question as a whole, and when and why (in the source's word), if the source says.</summary>
public sealed record Notice(NoticeKind Kind, Moment? On, string? Reason = null)
{
    // In the order of the kinds. A language that is not here gets the English ones.
    private static readonly Dictionary<string, string[]> Sentences = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cs"] = ["Fórum tuto otázku uzavřelo", "Fórum tuto otázku uzamklo", "Fórum tuto otázku archivovalo"],
        ["de"] = ["Das Forum hat diese Frage geschlossen", "Das Forum hat diese Frage gesperrt", "Das Forum hat diese Frage archiviert"],
        ["en"] = ["The forum closed this question", "The forum locked this question", "The forum archived this question"],
        ["es"] = ["El foro cerró esta pregunta", "El foro bloqueó esta pregunta", "El foro archivó esta pregunta"],
        ["fr"] = ["Le forum a fermé cette question", "Le forum a verrouillé cette question", "Le forum a archivé cette question"],
        ["it"] = ["Il forum ha chiuso questa domanda", "Il forum ha bloccato questa domanda", "Il forum ha archiviato questa domanda"],
        ["ja"] = ["この質問はフォーラムによりクローズされました", "この質問はフォーラムによりロックされました", "この質問はフォーラムによりアーカイブされました"],
        ["nl"] = ["Het forum heeft deze vraag gesloten", "Het forum heeft deze vraag vergrendeld", "Het forum heeft deze vraag gearchiveerd"],
        ["pl"] = ["Forum zamknęło to pytanie", "Forum zablokowało to pytanie", "Forum zarchiwizowało to pytanie"],
        ["pt"] = ["O fórum fechou esta pergunta", "O fórum bloqueou esta pergunta", "O fórum arquivou esta pergunta"],
        ["ru"] = ["Форум закрыл этот вопрос", "Форум заблокировал этот вопрос", "Форум перенёс этот вопрос в архив"],
        ["uk"] = ["Форум закрив це питання", "Форум заблокував це питання", "Форум переніс це питання в архів"],
        ["zh"] = ["论坛已关闭此问题", "论坛已锁定此问题", "论坛已归档此问题"],
    };

    /// <summary>The name of the construct in the loss report.</summary>
    internal string Construct => Kind.ToString().ToLowerInvariant();

    /// <summary>A paragraph for below the question: <c>*The forum closed this question (outdated, 2024-03-01).*</c></summary>
    /// <param name="language">The site's, a BCP 47 tag.</param>
    internal string Paragraph(string language)
    {
        var sentences = Sentences.GetValueOrDefault(language.Split('-')[0]) ?? Sentences["en"];
        var more = string.Join(", ", ((string?[])[Reason is null ? null : MarkdownPieces.Escape(Reason), On is { } on ? Moment.Of(on.Day).ToString() : null]).Where(part => !string.IsNullOrEmpty(part)));
        var end = sentences[(int)Kind][^1] > '\u3000' ? "。" : ".";
        return $"*{sentences[(int)Kind]}{(more.Length > 0 ? $" ({more})" : "")}{end}*";
    }
}
