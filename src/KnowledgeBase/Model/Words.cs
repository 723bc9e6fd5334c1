using System.Collections.Concurrent;
using System.Globalization;

namespace KnowledgeBase.Model;

/// <summary>The words of the interface in one language, by their keys in <c>templates/words.LANGUAGE.yaml</c>.</summary>
/// <param name="foreign">Keys whose words that language does not have: they are English.</param>
public sealed class Words(string language, IReadOnlyDictionary<string, string> texts, IReadOnlySet<string>? foreign = null)
{
    private readonly string[] _months = texts["months"].Split(' ');

    /// <summary>Forms of counted nouns, and days in words: there are few, and every page asks.</summary>
    private readonly ConcurrentDictionary<string, string[]> _forms = [];

    private readonly ConcurrentDictionary<DateOnly, string> _dates = [];

    public IEnumerable<KeyValuePair<string, string>> All => texts;

    public string this[string key] => texts[key];

    /// <summary>A text with values in the places of <c>{0}</c>, <c>{1}</c> …</summary>
    public string With(string key, params ReadOnlySpan<string> values)
    {
        var text = texts[key];
        for (var i = 0; i < values.Length; i++) text = text.Replace($"{{{i}}}", values[i], StringComparison.Ordinal);
        return text;
    }

    /// <summary>A number with its noun: of the forms of the text, which '|' divides, the one that the language uses with it.</summary>
    public string Count(string key, int count)
    {
        var forms = _forms.GetOrAdd(key, static (key, texts) => texts[key].Split('|', StringSplitOptions.TrimEntries), texts);
        // "0 answer" would be right in French, were the noun French.
        var form = PluralForm(foreign?.Contains(key) is true ? "en" : language, count);
        return forms[Math.Min(form, forms.Length - 1)].Replace("{0}", Number(count), StringComparison.Ordinal);
    }

    public string Number(int number) => number is >= 0 and < 1000
        ? number.ToString(CultureInfo.InvariantCulture)
        : number.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", texts["thousands"], StringComparison.Ordinal);

    /// <summary>The day, in words.</summary>
    public string Date(Moment moment) => _dates.GetOrAdd(moment.Day, static (day, words) =>
        words.With("date", day.Day.ToString(CultureInfo.InvariantCulture), words._months[day.Month - 1], day.Year.ToString(CultureInfo.InvariantCulture)), this);

    /// <summary>Which of a language's forms goes with a whole number, in the order that Unicode's plural rules name them.</summary>
    private static int PluralForm(string language, int count) => language.Split('-')[0] switch
    {
        "ja" or "ko" or "zh" or "vi" or "th" or "id" => 0,
        "fr" or "pt" => count < 2 ? 0 : 1,
        "ru" or "uk" or "be" => (count % 10, count % 100) switch
        {
            (1, not 11) => 0,
            ( >= 2 and <= 4, not (>= 12 and <= 14)) => 1,
            _ => 2,
        },
        "pl" => count == 1 ? 0 : (count % 10, count % 100) is ( >= 2 and <= 4, not (>= 12 and <= 14)) ? 1 : 2,
        "cs" or "sk" => count == 1 ? 0 : count is >= 2 and <= 4 ? 1 : 2,
        "ar" => count switch { 0 => 0, 1 => 1, 2 => 2, _ => (count % 100) switch { >= 3 and <= 10 => 3, >= 11 => 4, _ => 5 } },
        _ => count == 1 ? 0 : 1,
    };
}
