using System.Text;
using System.Text.Json;
using KnowledgeBase.Diagnostics;

namespace KnowledgeBase.Checking;

/// <summary>Tells text that should be JSON and is not.</summary>
internal static class JsonText
{
    public static void Check(string text, SourceLocation place, FindingList findings)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException problem)
        {
            // The message ends with the position, which is told apart.
            findings.Add(Rules.NotJson, place, $"{problem.Message.Split(" LineNumber")[0].TrimEnd('.')} (in its line {problem.LineNumber + 1})");
        }
    }
}
