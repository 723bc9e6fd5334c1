using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Importing;

namespace KnowledgeBase.Cli;

/// <summary>Reports for other programs: one JSON object, or SARIF 2.1.0.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static string Of(BuildReport report) => JsonSerializer.Serialize(
        new
        {
            published = report.IsPublished,
            exitCode = (int)report.ExitCode,
            report.Threads,
            report.Nodes,
            report.Pages,
            report.Written,
            report.Unchanged,
            report.Deleted,
            seconds = Math.Round(report.Elapsed.TotalSeconds, 3),
            peakMemoryBytes = System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64,
            stages = report.Stages.Select(stage => new { name = stage.Stage, seconds = Math.Round(stage.Elapsed.TotalSeconds, 3) }),
            diagnostics = report.Diagnostics.Select(ToJson),
        },
        Options);

    public static string Of(CheckReport report) => JsonSerializer.Serialize(
        new
        {
            exitCode = (int)report.ExitCode,
            report.Pages,
            report.Links,
            seconds = Math.Round(report.Elapsed.TotalSeconds, 3),
            diagnostics = report.Diagnostics.Select(ToJson),
        },
        Options);

    /// <summary>Written as it is read: an archive's losses may be more than memory holds.</summary>
    public static void Write(ImportReport report, Stream output)
    {
        JsonSerializer.Serialize(output, Content(report), Options);
        output.Write("\n"u8);
    }

    private static object Content(ImportReport report) => new
    {
        exitCode = (int)report.ExitCode,
        report.Threads,
        report.Posts,
        report.New,
        report.Updated,
        report.Unchanged,
        report.Removed,
        report.NotInSource,
        seconds = Math.Round(report.Elapsed.TotalSeconds, 3),
        losses = report.Losses.Select(loss => new { loss.Construct, kind = Kind(loss.Kind), loss.Count, loss.Threads }),
        strayLosses = report.StrayLosses.Select(loss => new { loss.Construct, kind = Kind(loss.Kind), loss.Text }),
        threadLosses = report.ThreadLosses.Select(thread => new
        {
            thread.Id,
            thread.Path,
            losses = thread.Losses.Select(loss => new
            {
                loss.Construct,
                kind = Kind(loss.Kind),
                loss.Count,
                places = loss.Places.Where(place => place.NodeId is not null || place.Text is not null).Select(place => new { node = place.NodeId, place.Text }),
            }),
        }),
        diagnostics = report.Diagnostics.Select(ToJson),
    };

    internal static string Kind(LossKind kind) => kind switch { LossKind.Changed => "changed", LossKind.Remote => "remote", _ => "not carried" };

    private static object ToJson(Diagnostic diagnostic) => new
    {
        path = diagnostic.Location.Path,
        line = diagnostic.Location.Line,
        column = diagnostic.Location.Column,
        severity = diagnostic.Severity.ToString().ToLowerInvariant(),
        code = diagnostic.Rule.Code,
        message = diagnostic.Message,
    };

    public static string Sarif(IEnumerable<Diagnostic> diagnostics)
    {
        var log = new Dictionary<string, object>
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new[]
            {
                new
                {
                    tool = new { driver = new { name = "kb", rules = Rules.All.Select(rule => new { id = rule.Code, shortDescription = new { text = rule.Message }, defaultConfiguration = new { level = Level(rule.Severity) } }) } },
                    columnKind = "utf16CodeUnits",
                    results = diagnostics.Select(diagnostic => new
                    {
                        ruleId = diagnostic.Rule.Code,
                        level = Level(diagnostic.Severity),
                        message = new { text = diagnostic.Message },
                        locations = new[]
                        {
                            new
                            {
                                physicalLocation = new
                                {
                                    artifactLocation = new { uri = string.Join('/', diagnostic.Location.Path.Split('/').Select(Uri.EscapeDataString)) },
                                    region = new { startLine = diagnostic.Location.Line, startColumn = diagnostic.Location.Column },
                                },
                            },
                        },
                    }),
                },
            },
        };
        return JsonSerializer.Serialize(log, Options);
    }

    private static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
}
