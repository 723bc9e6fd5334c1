using KnowledgeBase.Diagnostics;

namespace KnowledgeBase;

/// <summary>How a command ended, as its exit code.</summary>
public enum ExitCode
{
    Fine = 0,

    /// <summary>The content or a template has errors, or warnings under <c>--strict</c>; nothing was published.</summary>
    Content = 1,

    /// <summary>Wrong usage or settings.</summary>
    Usage = 2,

    /// <summary>Something on this machine failed: disk full, no permission.</summary>
    Machine = 3,

    Interrupted = 130,
}

/// <summary>What diagnostics mean for the exit code.</summary>
public static class ExitCodes
{
    /// <summary>The machine's failures weigh most, then wrong settings, then content.</summary>
    public static ExitCode Of(IEnumerable<Diagnostic> diagnostics, BuildOptions options)
    {
        var worst = ExitCode.Fine;
        var least = options.IsStrict ? Severity.Warning : Severity.Error;
        var settings = $"{BuildOptions.Shown(options.ContentFolder)}/{OwnFiles.Settings}";
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Severity < least) continue;
            var code = diagnostic.Rule.Code[2] switch
            {
                '6' => ExitCode.Machine,
                '5' when diagnostic.Rule != Rules.SamePath => ExitCode.Usage,
                _ => diagnostic.Location.Path == settings ? ExitCode.Usage : ExitCode.Content,
            };
            if (code > worst) worst = code;
        }

        return worst;
    }
}
