using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using KnowledgeBase.Markup;
using Scriban.Runtime;

namespace KnowledgeBase.Rendering;

/// <summary>What templates see of the values of the model, under the names that they use: <c>DateIso</c> is <c>date_iso</c>.</summary>
internal static class TemplateMembers
{
    private static readonly object True = true, False = false;

    private static readonly ConcurrentDictionary<Type, Dictionary<string, Func<object, object?>>> ByType = [];

    /// <summary>How to get a member of a value, and of all others of its type; null if it has none of that name.</summary>
    public static Func<object, object?>? Find(object value, string name) => value is IReadOnlyDictionary<string, string> words
        ? words.ContainsKey(name) ? other => ((IReadOnlyDictionary<string, string>)other)[name] : null
        : Of(value.GetType()).GetValueOrDefault(name);

    public static IEnumerable<string> NamesOf(object value) => value is IReadOnlyDictionary<string, string> words ? words.Keys : Of(value.GetType()).Keys;

    public static IReadOnlyDictionary<string, Func<object, object?>> Of(Type model) => ByType.GetOrAdd(model, MembersOf);

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The types are this assembly's own, which is kept whole.")]
    private static Dictionary<string, Func<object, object?>> MembersOf(Type type)
    {
        if (type == typeof(string)) return new() { ["size"] = text => ((string)text).Length };
        if (type.IsAssignableTo(typeof(ICollection))) return new() { ["size"] = list => ((ICollection)list).Count };
        // Markup and addresses are whole.
        if (type == typeof(SafeHtml) || type == typeof(SafeUrl) || type.IsValueType) return [];
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(StandardMemberRenamer.Rename, property => Getter(type, property), StringComparer.Ordinal);
    }

    // Models are classes, which all share one machine code, where that is made ahead of time; so do their members, but for these.
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Code for classes is shared, and that for truth values is named below.")]
    private static Func<object, object?> Getter(Type type, PropertyInfo property) => property.PropertyType.IsValueType && property.PropertyType != typeof(bool) ? property.GetValue : typeof(TemplateMembers)
        .GetMethod(nameof(TypedGetter), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type, property.PropertyType)
        .CreateDelegate<Func<MethodInfo, Func<object, object?>>>()(property.GetMethod!);

    /// <summary>Makes sure that there is code for each kind of member.</summary>
    internal static readonly Delegate[] Kinds = [TypedGetter<object, object>, TypedGetter<object, bool>];

    private static Func<object, object?> TypedGetter<TModel, TValue>(MethodInfo get)
    {
        if (typeof(TValue) == typeof(bool))
        {
            var isTrue = get.CreateDelegate<Func<TModel, bool>>();
            return model => isTrue((TModel)model) ? True : False;
        }

        var typed = get.CreateDelegate<Func<TModel, TValue>>();
        return model => typed((TModel)model);
    }
}
