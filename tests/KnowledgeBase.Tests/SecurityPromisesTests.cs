using System.Text.RegularExpressions;
using System.Xml.Linq;
using KnowledgeBase.Markup;
using Xunit;

namespace KnowledgeBase.Tests;

/// <summary>SECURITY.md's promises: each is named by a test, here or where its subject is tested.</summary>
public partial class SecurityPromisesTests
{
    [Fact]
    public void Promises_AllHaveATestThatNamesThem()
    {
        var promises = Promise().Matches(Read("SECURITY.md")).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"S{i}"), promises);
        var tests = string.Join('\n', Directory.EnumerateFiles(Path.Combine(TestSite.Repository, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(promises, promise => Assert.Matches($@"public (async Task|void) {promise}_", tests));
    }

    [Theory]
    [InlineData("javascript:x")]
    [InlineData("JAVASCRIPT:x")]
    [InlineData("java\tscript:x")]
    [InlineData("java\nscript:x")]
    [InlineData("\u0001javascript:x")]
    [InlineData(" javascript:x")]
    [InlineData("javascript://example.org/%0Ax")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("blob:https://example.org/x")]
    [InlineData("about:blank")]
    [InlineData("tel:1")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example\\")]
    [InlineData("https://")]
    public void S3_OtherAddresses_AreNoLinks(string address)
    {
        var kind = WebAddress.Read(address).Kind;
        // What is left of a path with a backslash leads to another host, and is told apart as such.
        Assert.True(kind == AddressKind.Forbidden || (address.Contains('\\', StringComparison.Ordinal) && kind == AddressKind.Web), $"{kind}");
    }

    [Fact]
    public void S4_EveryPage_CarriesThePolicyBeforeAnythingElse()
    {
        using var site = TestSite.Of(
            ("threads/a.md", "---\ntitle: a\ntags: [t]\naliases: [old]\n---\n## Question by jo\n\nx\n\n## Takeaways\n\n- x [q](#q)\n"), ("pages/p.md", "---\ntitle: p\n---\n\nx\n"));
        Assert.True(site.Build().IsPublished);
        var pages = Directory.EnumerateFiles(site.Output, "*.html", SearchOption.AllDirectories).ToList();
        Assert.InRange(pages.Count, 8, 100);
        foreach (var page in pages)
        {
            var text = File.ReadAllText(page);
            Assert.Matches("""\A<!DOCTYPE html>\s*<html[^>]*>\s*<head>\s*<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; [^"]*require-trusted-types-for 'script'">""", text);
            Assert.DoesNotMatch("unsafe-|<style|<script(?![^>]* src=)(?![^>]*type=\"application/)|\\son[a-z]+=\"|\\sstyle=\"", text);
        }
    }

    /// <summary>Only one folder knows a client, and only <c>kb check</c> makes one: where <c>--external</c> was said.</summary>
    [Fact]
    public void S7_Library_OpensNoConnectionUnlessAsked()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(TestSite.Repository, "src"), "*.cs", SearchOption.AllDirectories).Select(file => file.Replace('\\', '/')).ToList();
        Assert.All(
            sources.Where(file => file.Contains("/src/KnowledgeBase/", StringComparison.Ordinal) && !file.Contains("/Checking/Outside/", StringComparison.Ordinal)),
            file => Assert.DoesNotMatch(Client(), File.ReadAllText(file)));
        var maker = Assert.Single(sources, file => File.ReadAllText(file).Contains("new LinkAsker(", StringComparison.Ordinal));
        Assert.EndsWith("Commands/CheckCommand.cs", maker, StringComparison.Ordinal);
        Assert.Contains("parsed.GetValue(external) ? new LinkAsker() : null", File.ReadAllText(maker), StringComparison.Ordinal);
    }

    [Fact]
    public void S10_Packages_ArePinnedLockedAndFromOneSource()
    {
        var versions = XDocument.Parse(Read("Directory.Packages.props")).Descendants("PackageVersion").Select(package => (string?)package.Attribute("Version")).ToList();
        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Matches(@"\A\d+(\.\d+){2,3}\z", version));
        Assert.Contains("<CentralPackageTransitivePinningEnabled>true<", Read("Directory.Packages.props"), StringComparison.Ordinal);
        Assert.Contains("<RestorePackagesWithLockFile>true<", Read("Directory.Build.props"), StringComparison.Ordinal);
        var projects = ((string[])["src", "tests"]).SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestSite.Repository, folder), "*.csproj", SearchOption.AllDirectories)).ToList();
        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), $"{project} has no lock file"));
        Assert.Single(XDocument.Parse(Read("nuget.config")).Descendants("packageSources").Elements("add"));
        Assert.NotEmpty(XDocument.Parse(Read("nuget.config")).Descendants("packageSourceMapping"));

        // The sanitiser would bring an older one, so it is named by itself.
        Assert.Contains("<PackageReference Include=\"AngleSharp\" />", Read("src/KnowledgeBase/KnowledgeBase.csproj"), StringComparison.Ordinal);
        Assert.Matches("\"node_modules/parse5\": \\{\\s*\"version\": \"[0-9.]+\",\\s*(\"resolved\": \"[^\"]+\",\\s*)?\"integrity\"", Read("tests/KnowledgeBase.Tests/HtmlJudge/package-lock.json"));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(TestSite.Repository, path));

    [GeneratedRegex(@"^\| (S\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Promise();

    [GeneratedRegex(@"\b(HttpClient|WebClient|WebRequest|TcpClient|UdpClient|Socket|HttpListener|Dns|ClientWebSocket|BrowsingContext)\b")]
    private static partial Regex Client();
}
