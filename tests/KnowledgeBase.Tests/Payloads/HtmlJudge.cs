using System.Diagnostics;
using System.Text.Json;
using KnowledgeBase.Markup;

namespace KnowledgeBase.Tests.Payloads;

/// <summary>parse5, an HTML parser that the product does not use, run by Node.js: it says what is live in the pages of a site.</summary>
internal static class HtmlJudge
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public sealed record Verdict(int Files, List<JsonElement> Findings, List<ControlVerdict> Controls);

    public sealed record ControlVerdict(string Control, List<string> Findings);

    /// <param name="page">A page in which each control is put in the place of the marker.</param>
    public static Verdict Judge(string site, string harmless, (string File, string Text) page, string marker)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "HtmlJudge");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "parse5"))) Run(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        var request = Path.Combine(site, "..", "request.json");
        File.WriteAllText(request, JsonSerializer.Serialize(new { site, harmless, tags = AllowedHtml.Tags, controls = Payload.Controls, page = (string[])[page.File, page.Text], marker }));
        return JsonSerializer.Deserialize<Verdict>(Run(folder, "node", "judge.mjs", request), Json)!;
    }

    private static string Run(string folder, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}:\n{output}\n{errors.Result}");
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new InvalidOperationException($"'{program}' cannot be started ({problem.Message}). These tests judge pages with an HTML parser from npm; install Node.js 20.19 or newer, with npm.", problem);
        }
    }
}
