<#
.SYNOPSIS
Restores, builds, tests and publishes the knowledge base: the same steps on every system.

.DESCRIPTION
Stops at the first step that fails, with that step's exit code. Uses the language itself and native
commands only, so that any PowerShell engine can run it, embedded ones included.

.PARAMETER Task
restore, build, test, site, check, bench, or ci (restore, build, test, site, check).

.PARAMETER Configuration
Build configuration of the program: Release or Debug.

.PARAMETER Output
Folder for the site, from the repository's root.

.PARAMETER BaseUrl
Absolute address of the site's root, such as https://example.org/kb/, for canonical links and feeds.

.EXAMPLE
./build.ps1 -Task site -BaseUrl https://example.org/kb/
#>
[CmdletBinding()]
param(
    [ValidateSet('restore', 'build', 'test', 'site', 'check', 'bench', 'ci')]
    [string] $Task = 'ci',
    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',
    [string] $Output = 'site',
    [string] $BaseUrl = ''
)

# Every path below is relative to the repository, wherever the script is called from.
if ($PSScriptRoot) { $ExecutionContext.SessionState.Path.SetLocation($PSScriptRoot) > $null }

$program = @('run', '--no-build', '--project', 'src/KnowledgeBase.Cli', '-c', $Configuration, '--')
$site = @('--output', $Output)
if ($BaseUrl) { $site += @('--base-url', $BaseUrl) }

$build = @('build', 'KnowledgeBase.sln', '-c', $Configuration, '--nologo')
$steps = @{
    restore = @(, @('restore', 'KnowledgeBase.sln', '--locked-mode'))
    build   = @(, $build)
    test    = @(, @('test', '--solution', 'KnowledgeBase.sln', '-c', $Configuration))
    site    = @($build, ($program + 'build' + $site))
    check   = @($build, ($program + 'check' + $site))
    bench   = @(, @('run', '--project', 'tests/KnowledgeBase.Benchmarks', '-c', 'Release', '--', 'short'))
}
$steps.ci = $steps.restore + $steps.build + $steps.test + @(, ($program + 'build' + $site)) + @(, ($program + 'check' + $site))

foreach ($step in $steps[$Task]) {
    "> dotnet $($step -join ' ')"
    & dotnet @step
    if ($LASTEXITCODE -ne 0) {
        "build.ps1: 'dotnet $($step -join ' ')' failed with exit code $LASTEXITCODE"
        exit $LASTEXITCODE
    }
}
