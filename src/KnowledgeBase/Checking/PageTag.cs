using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking;

/// <summary>The start tag of an element: its name, where it stands, and those of its attributes that a check may ask for.</summary>
internal sealed class PageTag
{
    private readonly List<(string Name, string Value)> _attributes = [];

    public string Name { get; private set; } = "";
    public SourceLocation Place { get; private set; }

    /// <summary>It is inside a <c>code</c> element.</summary>
    public bool IsCode { get; private set; }

    public bool HasAttributes => _attributes.Count > 0;

    /// <summary>The first attribute of that name; null if there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var attribute in _attributes)
            {
                if (attribute.Name == name) return attribute.Value;
            }

            return null;
        }
    }

    /// <summary>One object serves for all tags of a page.</summary>
    public void Start(string name, bool isCode)
    {
        (Name, IsCode, Place) = (name, isCode, default);
        _attributes.Clear();
    }

    public void Add(string attribute, string value) => _attributes.Add((attribute, value));

    public void StandsAt(SourceLocation place) => Place = place;
}
