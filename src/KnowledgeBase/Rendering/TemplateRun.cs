using System.Collections;
using System.Globalization;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Rendering;

/// <summary>Where in the HTML a template prints a value.</summary>
internal enum OutputPlace
{
    /// <summary>Between tags, where markup may stand.</summary>
    Html,

    /// <summary>In a double-quoted attribute value or an element such as <c>title</c>, where only text may stand.</summary>
    Words,

    /// <summary>The whole value of an attribute that holds an address.</summary>
    Url,
}

/// <summary>A template asks for what is not there, or prints what cannot be printed. It ends the page.</summary>
internal sealed class TemplateMistakeException(SourceLocation location, string message) : Exception(message)
{
    public SourceLocation Location => location;
}

/// <summary>
/// One page at a time, as its templates write it: the values in sight, and the bytes so far. Values are printed by their
/// type: strings escaped, whole numbers plain, <see cref="SafeHtml"/> and <see cref="SafeUrl"/> where they belong, and
/// nothing else. A template cannot forget to escape.
/// </summary>
internal sealed class TemplateRun(TemplateNames names)
{
    private const int DeepestInclude = 40;

    /// <summary>The value of a name that means nothing where it stands.</summary>
    private static readonly object Nothing = new();

    private readonly object?[] _values = new object?[names.Count];
    private readonly List<(string Name, SourceLocation At)> _includes = [];
    private PageModel? _model;

    public Utf8Output Output { get; } = new();

    /// <summary>Renders the layout, and where it prints <c>content</c> the page's own template. After a mistake the run is of no more use.</summary>
    /// <returns>The page as UTF-8.</returns>
    public byte[] Render(Action<TemplateRun> page, Action<TemplateRun> layout, PageModel model, IReadOnlyDictionary<string, string> words)
    {
        _model = model;
        Output.Clear();
        Array.Fill(_values, Nothing);
        _values[names.Words] = words;
        _values[names.Content] = page;
        foreach (var (name, get) in TemplateMembers.Of(model.GetType()))
        {
            if (names.TryFind(name, out var variable)) _values[variable] = get(model);
        }

        layout(this);
        return Output.ToArray();
    }

    public object? ValueOf(int variable, SourceLocation at)
    {
        var value = _values[variable];
        if (value != Nothing) return value;
        var (name, template) = (names.NameOf(variable), Path.GetFileNameWithoutExtension(at.Path));
        throw new TemplateMistakeException(at, $"there is no value '{name}' here; " + (IncludedPartial.VariableOf(template) == name
            ? $"include this partial with one, as in include 'partials/{template}' page"
            : Proposal(name, "the page has", TemplateMembers.Of(_model!.GetType()).Keys.Append("words"))));
    }

    /// <summary>Gives a name another value.</summary>
    /// <returns>What it was, to be given back.</returns>
    public object? Change(int variable, object? value)
    {
        var before = _values[variable];
        _values[variable] = value;
        return before;
    }

    /// <summary>Renders a partial into the page. That it exists, and where it may stand, the lint has seen to.</summary>
    public void Include(string name, Action<TemplateRun> partial, SourceLocation at)
    {
        _includes.Add((name, at));
        if (_includes.Count > DeepestInclude) throw EndlessInclude();
        partial(this);
        _includes.RemoveAt(_includes.Count - 1);
    }

    /// <summary>The last include of a partial that stands in itself; those after it only happened to be there.</summary>
    private TemplateMistakeException EndlessInclude()
    {
        var last = _includes.FindLastIndex(include => _includes.FindIndex(other => other.Name == include.Name) < _includes.FindLastIndex(other => other.Name == include.Name));
        var (name, at) = _includes[last];
        return new(at, $"'{name}' includes itself without end; put the include between 'if …' and 'end'");
    }

    /// <param name="printed">The value as the template names it.</param>
    public void Print(object? value, OutputPlace place, string printed, SourceLocation at)
    {
        switch (value)
        {
            case null when place == OutputPlace.Url:
                throw new TemplateMistakeException(at, $"'{printed}' has no address on this page; put the tag between 'if {printed}' and 'end'");
            case null:
                break;
            case SafeUrl url:
                Output.WriteEscaped(url.Url);
                break;
            case var _ when place == OutputPlace.Url:
                throw new TemplateMistakeException(at, $"only an address of the model can stand here, and '{printed}' is {Named(value)}");
            case SafeHtml html when place == OutputPlace.Html:
                Output.Write(html.Utf8.Span);
                break;
            case Action<TemplateRun> page when place == OutputPlace.Html:
                // The page itself has no content.
                _values[names.Content] = Nothing;
                page(this);
                _values[names.Content] = page;
                break;
            case SafeHtml or Action<TemplateRun>:
                throw new TemplateMistakeException(at, $"only text can stand here, and '{printed}' is markup; print it between tags");
            case string text:
                Output.WriteEscaped(text);
                break;
            case int or long:
                Output.Write(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new TemplateMistakeException(at, $"'{printed}' is {Named(value)}, which cannot be printed; {Instead(value)}");
        }
    }

    public static string Proposal(string word, string subject, IEnumerable<string> known)
    {
        var sorted = known.Order(StringComparer.Ordinal).ToList();
        if (Spelling.Nearest(word, sorted) is { } nearest) return $"did you mean '{nearest}'?";
        return sorted.Count == 0 ? "print it as it is" : $"{subject} {string.Join(", ", sorted)}";
    }

    private static string Named(object value) => value switch
    {
        bool => "a yes or no",
        string => "a text",
        SafeHtml or Action<TemplateRun> => "markup",
        SafeUrl => "an address",
        int or long => "a number",
        double or float or decimal => "a number with a fraction",
        IEnumerable => "a list",
        ValueType => "a value of another kind",
        _ => "a part with members of its own",
    };

    private static string Instead(object value) => value switch
    {
        bool => "use it in 'if'",
        IEnumerable => "go through it with 'for'",
        ValueType => "only texts and whole numbers can",
        _ => "print one of its members",
    };
}
