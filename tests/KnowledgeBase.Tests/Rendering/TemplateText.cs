using System.Text;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Rendering;

namespace KnowledgeBase.Tests.Rendering;

internal static class TemplateText
{
    /// <summary>Renders a page as text, which tests read more easily than bytes.</summary>
    public static Diagnosed<string> RenderText(this TemplateSet set, string kind, PageModel model)
    {
        var (bytes, diagnostics) = set.Render(kind, model);
        return new(Encoding.UTF8.GetString(bytes), diagnostics);
    }
}
