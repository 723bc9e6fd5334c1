#!/usr/bin/env pwsh

<#
.SYNOPSIS
Restores, builds, tests and publishes the knowledge base: the same steps on every system.

.DESCRIPTION
Stops at the first step that fails, with that step's exit code. Works from any folder. Uses the language itself
and native commands only, so that any PowerShell engine can run it, embedded ones included.

.PARAMETER Task
restore, build, test, site, check, bench, or ci (restore, build, test, site, check).

.PARAMETER Configuration
Build configuration of the program: Release or Debug.

.PARAMETER Output
Folder for the site, from the repository's root.

.PARAMETER BaseUrl
Absolute address of the site's root, such as https://example.org/kb/, for canonical links and feeds.

.EXAMPLE
./build.ps1

Does what CI does: restores, builds, tests, makes the site and checks it.

.EXAMPLE
./build.ps1 -Task site -BaseUrl https://example.org/kb/
#>

#Requires -Version 7.0
[CmdletBinding()]
param(
    [ValidateSet('restore', 'build', 'test', 'site', 'check', 'bench', 'ci')]
    [string] $Task = 'ci',
    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',
    [ValidateNotNullOrEmpty()]
    [string] $Output = 'site',
    [string] $BaseUrl = ''
)

# A program that is not there stops the script as well; how one that ran has ended, its exit code says.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$kb = 'run', '--project', 'src/KnowledgeBase.Cli', '-c', $Configuration, '--'
$site = @('--output', $Output)
if ($BaseUrl) { $site += '--base-url', $BaseUrl }

$commands = @{
    restore = 'restore', 'KnowledgeBase.sln', '--locked-mode'
    build   = 'build', 'KnowledgeBase.sln', '-c', $Configuration, '--nologo'
    test    = 'test', '--solution', 'KnowledgeBase.sln', '-c', $Configuration
    site    = $kb + 'build' + $site
    check   = $kb + 'check' + $site
    bench   = 'run', '--project', 'tests/KnowledgeBase.Benchmarks', '-c', 'Release', '--', 'short'
}
$steps = if ($Task -eq 'ci') { 'restore', 'build', 'test', 'site', 'check' } else { $Task }

# Every path above is relative to the repository. A script run as text has no folder of its own, and takes the current one.
$path = $ExecutionContext.SessionState.Path
$path.PushCurrentLocation('')
try {
    if ($PSScriptRoot) { $path.SetLocation([WildcardPattern]::Escape($PSScriptRoot)) > $null }
    foreach ($step in $steps) {
        $arguments = $commands[$step]
        # As it could be typed.
        $shown = foreach ($word in $arguments) { if ($word -match '[^\w./:=-]') { "'" + ($word -replace "'", "''") + "'" } else { $word } }
        "> dotnet $shown"
        & dotnet @arguments
        if ($LASTEXITCODE -ne 0) {
            "build.ps1: $step failed with exit code $LASTEXITCODE"
            exit $LASTEXITCODE
        }
    }
}
finally { $path.PopLocation('') > $null }
