using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Model;

namespace KnowledgeBase.Parsing;

/// <summary>Lists that a key may take. A bad value in one is told and left out.</summary>
internal static class YamlListTypes
{
    /// <summary>Tags as written; two that fall on one address are told.</summary>
    public static ImmutableArray<string> Tags(YamlField field)
    {
        var tags = ImmutableArray.CreateBuilder<string>();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (each, tag) in Each(field, YamlTypes.Text))
        {
            var slug = Slug.FromTag(tag).Value;
            if (slug.Length == 0) each.TellBad(tag, "it has no letter or digit for an address");
            else if (seen.TryAdd(slug, tag)) tags.Add(tag);
            else field.Diagnostics.Add(Rules.SameTag.At(each.Value.Location, seen[slug], tag, slug));
        }

        return tags.ToImmutable();
    }

    /// <summary>A list of what another type reads.</summary>
    public static Func<YamlField, ImmutableArray<T>> ListOf<T>(Func<YamlField, T?> type) where T : class =>
        field => [.. Each(field, type).Select(each => each.Value)];

    private static IEnumerable<(YamlField Field, T Value)> Each<T>(YamlField field, Func<YamlField, T?> type) where T : class
    {
        if (field.Value is YamlList list)
        {
            foreach (var value in list.Values)
            {
                var each = field with { Value = value, IsListed = true };
                if (type(each) is { } read) yield return (each, read);
            }
        }
        else
        {
            var words = field.Value is YamlScalar { IsNull: false } scalar ? scalar.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
            field.TellType("a list", words.Length == 0 ? null : $"[{string.Join(", ", words.Take(20).Select(YamlQuoting.Write))}]");
        }
    }
}
