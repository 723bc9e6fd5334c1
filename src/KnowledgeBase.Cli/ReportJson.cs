using System.Text;
using System.Text.Json;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;

namespace KnowledgeBase.Cli;

/// <summary>Reports for other programs: one JSON object, or SARIF 2.1.0.</summary>
internal static class ReportJson
{
    /// <summary>So many bytes are held before they are written.</summary>
    private const int MostHeld = 1 << 16;

    private static readonly JsonWriterOptions Options = new() { Indented = true };

    public static string Of(BuildReport report) => Text(
    [
        new("published", report.IsPublished),
        new("exitCode", (int)report.ExitCode),
        new("threads", report.Threads),
        new("nodes", report.Nodes),
        new("pages", report.Pages),
        new("written", report.Written),
        new("unchanged", report.Unchanged),
        new("deleted", report.Deleted),
        new("seconds", Seconds(report.Elapsed)),
        new("peakMemoryBytes", System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64),
        new("stages", report.Stages.Select(stage => (JsonMember[])[new("name", stage.Stage), new("seconds", Seconds(stage.Elapsed))])),
        new("diagnostics", report.Diagnostics.Select(ToJson)),
    ]);

    public static string Of(CheckReport report) => Text(
    [
        new("exitCode", (int)report.ExitCode),
        new("pages", report.Pages),
        new("links", report.Links),
        new("seconds", Seconds(report.Elapsed)),
        new("diagnostics", report.Diagnostics.Select(ToJson)),
    ]);

    /// <summary>Written as it is read: an archive's losses may be more than memory holds.</summary>
    public static void Write(ImportReport report, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Options)) Write(json, Content(report));
        output.Write("\n"u8);
    }

    private static JsonMember[] Content(ImportReport report) =>
    [
        new("exitCode", (int)report.ExitCode),
        new("threads", report.Threads),
        new("posts", report.Posts),
        new("new", report.New),
        new("updated", report.Updated),
        new("unchanged", report.Unchanged),
        new("removed", report.Removed),
        new("notInSource", report.NotInSource),
        new("threadsNotInSource", report.ThreadsNotInSource.Select(thread => (JsonMember[])[new("id", thread.Id), new("path", thread.Path)])),
        new("seconds", Seconds(report.Elapsed)),
        new("losses", report.Losses.Select(loss => (JsonMember[])[new("construct", loss.Construct), new("kind", Kind(loss.Kind)), new("count", loss.Count), new("threads", loss.Threads)])),
        new("strayLosses", report.StrayLosses.Select(loss => (JsonMember[])[new("construct", loss.Construct), new("kind", Kind(loss.Kind)), new("text", loss.Text)])),
        new("threadLosses", report.ThreadLosses.Select(thread => (JsonMember[])[new("id", thread.Id), new("path", thread.Path), new("losses", thread.Losses.Select(ToJson))])),
        new("diagnostics", report.Diagnostics.Select(ToJson)),
    ];

    private static JsonMember[] ToJson(ConstructLosses loss) =>
    [
        new("construct", loss.Construct),
        new("kind", Kind(loss.Kind)),
        new("count", loss.Count),
        new("places", loss.Places.Where(place => place.NodeId is not null || place.Text is not null).Select(place => (JsonMember[])[new("node", place.NodeId), new("text", place.Text)])),
    ];

    internal static string Kind(LossKind kind) => kind switch { LossKind.Changed => "changed", LossKind.Remote => "remote", _ => "not carried" };

    private static JsonMember[] ToJson(Diagnostic diagnostic) =>
    [
        new("path", diagnostic.Location.Path),
        new("line", diagnostic.Location.Line),
        new("column", diagnostic.Location.Column),
        new("severity", diagnostic.Severity.ToString().ToLowerInvariant()),
        new("code", diagnostic.Rule.Code),
        new("message", diagnostic.Message),
    ];

    public static string Sarif(IEnumerable<Diagnostic> diagnostics)
    {
        JsonMember[] driver = [new("name", "kb"), new("rules", Rules.All.Select(SarifRule))];
        JsonMember[] run = [new("tool", One("driver", driver)), new("columnKind", "utf16CodeUnits"), new("results", diagnostics.Select(SarifResult))];
        return Text([new("$schema", "https://json.schemastore.org/sarif-2.1.0.json"), new("version", "2.1.0"), new("runs", (JsonMember[][])[run])]);
    }

    private static JsonMember[] SarifRule(Rule rule) =>
        [new("id", rule.Code), new("shortDescription", One("text", rule.Message)), new("defaultConfiguration", One("level", Level(rule.Severity)))];

    private static JsonMember[] SarifResult(Diagnostic diagnostic)
    {
        var file = One("uri", string.Join('/', diagnostic.Location.Path.Split('/').Select(Uri.EscapeDataString)));
        JsonMember[] region = [new("startLine", diagnostic.Location.Line), new("startColumn", diagnostic.Location.Column)];
        return
        [
            new("ruleId", diagnostic.Rule.Code),
            new("level", Level(diagnostic.Severity)),
            new("message", One("text", diagnostic.Message)),
            new("locations", (JsonMember[][])[One("physicalLocation", (JsonMember[])[new("artifactLocation", file), new("region", region)])]),
        ];
    }

    private static JsonMember[] One(string name, object value) => [new(name, value)];

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    private static string Text(JsonMember[] members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options)) Write(json, members);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <param name="value">An object's members, a list, a text, a number or a truth value.</param>
    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case JsonMember[] members:
                json.WriteStartObject();
                foreach (var member in members.Where(member => member.Value is not null))
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value!);
                }

                json.WriteEndObject();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case IEnumerable<object> list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Write(json, item);
                    if (json.BytesPending > MostHeld) json.Flush();
                }

                json.WriteEndArray();
                break;
            case bool isTrue:
                json.WriteBooleanValue(isTrue);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private readonly record struct JsonMember(string Name, object? Value);
}
