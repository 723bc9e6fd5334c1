namespace KnowledgeBase.Publishing;

/// <summary>How many files a build wrote, found to be as they should, and deleted.</summary>
public readonly record struct PublishFigures(int Written, int Unchanged, int Deleted);
