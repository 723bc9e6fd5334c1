using System.Text.Json;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Tests.Payloads;

/// <summary>parse5, an HTML parser that the product does not use, run by Node.js: it says what is live in the pages of a site.</summary>
internal static class HtmlJudge
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public sealed record Verdict(int Files, int Scripts, List<JsonElement> Findings, List<ControlVerdict> Controls);

    public sealed record ControlVerdict(string Control, List<string> Findings);

    /// <param name="page">A page in which each control is put in the place of the marker.</param>
    public static Verdict Judge(string site, string harmless, (string File, string Text) page, string marker)
    {
        var folder = NpmFolder.Installed("HtmlJudge");
        var request = Path.Combine(site, "..", "request.json");
        File.WriteAllText(request, JsonSerializer.Serialize(new { site, harmless, tags = AllowedHtml.Tags, controls = Payload.Controls, page = (string[])[page.File, page.Text], marker }));
        return JsonSerializer.Deserialize<Verdict>(NpmFolder.Succeed(folder, "node", "judge.mjs", request), Json)!;
    }
}
