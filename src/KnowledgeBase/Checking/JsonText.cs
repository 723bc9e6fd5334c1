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
            // After its first sentence the message has advice for programmers, and the position.
            findings.Add(Rules.NotJson, place, $"{problem.Message.Split(". ")[0]} (in its line {problem.LineNumber + 1})");
        }
    }
}
