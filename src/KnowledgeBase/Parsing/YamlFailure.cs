namespace KnowledgeBase.Parsing;

/// <summary>Where one reading of a block stopped.</summary>
/// <param name="At">Offset of what could not be read.</param>
/// <param name="Reached">Offset after the last thing that was read.</param>
/// <param name="Brackets">Offset of the outermost '[' or '{' that is open there; -1 if none is.</param>
/// <param name="Quotes">Offset of quotes that closed in a later line, just before; -1 if there are none.</param>
/// <param name="Comment">Offset of the comment after the plain value just before; -1 if there is none.</param>
/// <param name="Reason">The YAML reader's own words.</param>
internal sealed record YamlFailure(int At, int Reached, int Brackets, int Quotes, int Comment, string Reason, bool IsTooDeep = false);
