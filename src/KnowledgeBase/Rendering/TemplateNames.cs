namespace KnowledgeBase.Rendering;

/// <summary>The names of values that a set of templates uses, as numbers: so a name is found without looking for it.</summary>
internal sealed class TemplateNames
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public TemplateNames() => (Words, Content) = (NumberOf("words"), NumberOf("content"));

    public int Words { get; }

    public int Content { get; }

    public int Count => _names.Count;

    public string NameOf(int number) => _names[number];

    public bool TryFind(string name, out int number) => _numbers.TryGetValue(name, out number);

    public int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var known)) return known;
        _names.Add(name);
        return _numbers[name] = _names.Count - 1;
    }
}
