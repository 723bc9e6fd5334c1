using System.Collections.Immutable;
using System.Reflection;

namespace KnowledgeBase.Diagnostics;

/// <summary>Every diagnostic this program can report. A code, once released, keeps its meaning.</summary>
public static class Rules
{
    // KB0xx: reading content. The file itself.
    public static readonly Rule NotUtf8 = new("KB001", Severity.Error, "this is not UTF-8 text: {0} at byte offset {1}; save the file as UTF-8");
    public static readonly Rule NulCharacter = new("KB002", Severity.Error, "the file holds a NUL character at byte offset {0}; remove it");
    public static readonly Rule FileTooLarge = new("KB003", Severity.Error, "the file has {0} bytes, more than the {1} that one thread may have; split it");
    public static readonly Rule UnshowableCharacter = new("KB004", Severity.Warning, "{0} here cannot stand in a page and is shown as '�'; remove it (in this file: {1})");
    public static readonly Rule BadFileName = new("KB005", Severity.Error, "the file name '{0}' cannot be an address: {1}; name it '{2}'");
    public static readonly Rule NotAFile = new("KB006", Severity.Error, "{0}; put an ordinary file there, or remove it");
    public static readonly Rule EmptyFile = new("KB007", Severity.Error, "the file is empty; write front matter ('---', 'title: …', '---') and a line '## Question'");
    public static readonly Rule OtherName = new("KB008", Severity.Warning, "a file of this name is not read; {0}");

    // Front matter and other YAML.
    public static readonly Rule NoFrontMatter = new("KB010", Severity.Error, "the file does not start with front matter; {0}");
    public static readonly Rule UnclosedFrontMatter = new("KB011", Severity.Error, "the front matter that starts in line {0} has no end; {1}");
    public static readonly Rule YamlSyntax = new("KB012", Severity.Error, "not valid YAML: {0}; {1}");
    public static readonly Rule YamlQuotes = new("KB013", Severity.Error, "the value cannot be read because {0}; write it in quotes: {1}");
    public static readonly Rule YamlComment = new("KB014", Severity.Error, "'{0}' is a comment here, so this text would be lost; write the value in quotes: {1}");
    public static readonly Rule YamlTab = new("KB015", Severity.Error, "a tab cannot indent YAML; use spaces (in this block: {0})");
    public static readonly Rule YamlAnchor = new("KB016", Severity.Error, "'{0}' is {1} of YAML, and these are not used here; {2}");
    public static readonly Rule YamlTooLarge = new("KB017", Severity.Error, "this block has {0} characters, more than the {1} allowed; shorten it");
    public static readonly Rule YamlTooDeep = new("KB018", Severity.Error, "nested deeper than any key here needs; {0}");
    public static readonly Rule DuplicateKey = new("KB019", Severity.Error, "the key '{0}' stands here a second time (first in line {1}); keep one of them");
    public static readonly Rule UnknownKey = new("KB020", Severity.Warning, "there is no key '{0}' and it is ignored; {1}");
    public static readonly Rule WrongType = new("KB021", Severity.Error, "'{0}' takes {1}, not {2}; write {3}");
    public static readonly Rule BadValue = new("KB022", Severity.Error, "'{0}' cannot be '{1}': {2}; write {3}");
    public static readonly Rule MissingTitle = new("KB023", Severity.Error, "the front matter has no title; {0}");
    public static readonly Rule SameTag = new("KB024", Severity.Error, "the tags '{0}' and '{1}' are one tag, both at 'tags/{2}/'; keep one of them");
    public static readonly Rule YamlMarker = new("KB025", Severity.Error, "the line '{0}' ends YAML here, so the keys after it would be lost; remove it");
    public static readonly Rule YamlCharacter = new("KB026", Severity.Error, "{0} cannot be seen and ends a line for YAML; remove it (in this block: {1})");
    public static readonly Rule MissingKey = new("KB027", Severity.Error, "'{0}' has no '{1}'; add {2}");
    public static readonly Rule YamlNoSpace = new("KB028", Severity.Error, "{0} stands between this key and its value; write '{1}: ' and then the value");
    public static readonly Rule UselessSynonym = new("KB029", Severity.Warning, "nobody can search for '{0}' as one word, so this has no effect; {1}");

    // The nodes of a thread.
    public static readonly Rule MissingQuestion = new("KB030", Severity.Error, "the thread has no question; start its text with a line '## Question'");
    public static readonly Rule QuestionNotFirst = new("KB031", Severity.Error, "the first node must be the question, not '{0}'; move '## Question' and its text to the top");
    public static readonly Rule SecondQuestion = new("KB032", Severity.Error, "a thread has one question, and line {0} has it; write '## Reply' or '## Answer' here, or make a thread of its own");
    public static readonly Rule TextBeforeQuestion = new("KB033", Severity.Error, "this text stands before the first node and would be lost; put it under a line '## Question'");
    public static readonly Rule MisspeltHeading = new("KB034", Severity.Warning, "'{0}' is not a node heading, so it stays part of the text; {1}");
    public static readonly Rule HeadingInFence = new("KB035", Severity.Warning, "'{0}' is inside the code fence of line {1}, so it starts no node; close the fence before it, or mark the fence 'md' if this is meant");
    public static readonly Rule UnclosedFence = new("KB036", Severity.Warning, "the code fence that opens here is never closed and ends before {0}; write '{1}' after the code");
    public static readonly Rule BadDate = new("KB037", Severity.Warning, "'{0}' is no date; write {1}");
    public static readonly Rule BadId = new("KB038", Severity.Error, "'{0}' cannot be an id; write a small letter, then small letters, digits and '-', as in '#a-better-way'");
    public static readonly Rule SameId = new("KB039", Severity.Error, "the id '{0}' is taken in line {1}; choose another");
    public static readonly Rule UnknownReplyTarget = new("KB040", Severity.Error, "'to #{0}' names no question, answer or reply above this one; {1}");
    public static readonly Rule MisplacedTo = new("KB041", Severity.Warning, "'to #{0}' has no meaning on '{1}' and is ignored; only a '## Reply' is made to another node");
    public static readonly Rule UnknownAttribute = new("KB042", Severity.Warning, "'{0}' is no attribute of '{1}' and is ignored; {2}");
    public static readonly Rule BadAttribute = new("KB043", Severity.Error, "the attribute '{0}' cannot be '{1}'; write {2}");
    public static readonly Rule SecondTakeaways = new("KB044", Severity.Error, "a thread has one list of takeaways, and line {0} has it; move these there");
    public static readonly Rule TakeawaysHeadingExtra = new("KB045", Severity.Warning, "'{0}' has no meaning on '## Takeaways' and is ignored; write '## Takeaways' alone");
    public static readonly Rule NotATakeaway = new("KB046", Severity.Error, "only a list may stand under '## Takeaways'; {0}");
    public static readonly Rule UnreadableTakeaways = new("KB047", Severity.Error, "this list cannot be read because {0}; simplify it");
    public static readonly Rule WrongByline = new("KB048", Severity.Warning, "'{0}' is hardly the byline that was meant; write {1}");
    public static readonly Rule TooManyTags = new("KB049", Severity.Error, "the thread has {0} tags, more than the {1} that one may have; keep those by which it will be looked for");

    // KB1xx: planning the site.
    public static readonly Rule SameSlug = new("KB101", Severity.Error, "the thread has the same address 'threads/{0}/' as '{1}'; rename one of the files");
    public static readonly Rule AliasTaken = new("KB102", Severity.Error, "the alias '{0}' is taken: {1}; choose another or remove it");
    public static readonly Rule UnknownDuplicate = new("KB103", Severity.Error, "'duplicate-of' names '{0}', and there is no such thread; {1}");
    public static readonly Rule DuplicateChain = new("KB104", Severity.Error, "'duplicate-of' names '{0}', {1}; name the thread that holds the answers");
    public static readonly Rule UnknownRelated = new("KB105", Severity.Error, "'related' names '{0}', and there is no such thread; {1}");
    public static readonly Rule SamePage = new("KB106", Severity.Error, "the page has the same address 'pages/{0}/' as '{1}'; rename one of the files");

    public static readonly Rule UnknownTag = new("KB107", Severity.Warning, "no thread has the tag '{0}', so what is said of it is not shown; {1}");

    // KB2xx: rendering. The author's links and takeaways.
    public static readonly Rule UnknownThread = new("KB201", Severity.Error, "there is no thread '{0}'; {1}");
    public static readonly Rule UnknownAnchor = new("KB202", Severity.Error, "there is no '#{0}' in {1}; {2}");
    public static readonly Rule WrongFolder = new("KB203", Severity.Warning, "the thread '{0}' is in another folder; write '{1}'");
    public static readonly Rule MissingFile = new("KB204", Severity.Error, "there is no file '{0}'; {1}");
    public static readonly Rule MissingAlt = new("KB205", Severity.Warning, "the image '{0}' has no text for those who cannot see it; write '![what it shows]({0})'");
    public static readonly Rule LinkToDraft = new("KB206", Severity.Error, "the thread '{0}' is a draft, so it has no page; remove the link or 'draft: true' there");
    public static readonly Rule ForbiddenLink = new("KB207", Severity.Warning, "'{0}' is no address that a page may link to, so it is shown as text; write an http, https or mailto address, or a relative path such as 'images/a.png'");
    public static readonly Rule RawHtml = new("KB208", Severity.Warning, "'{0}' is shown as text (in this text: {1}); put it in backticks if that is meant, or write it in Markdown");
    public static readonly Rule PlainFallback = new("KB209", Severity.Warning, "this text is shown as plain text because {0}; simplify it");
    public static readonly Rule EvidenceNotFound = new("KB210", Severity.Error, "these words do not occur in {0}; quote it word for word, or name the right source");
    public static readonly Rule EvidenceWithoutSource = new("KB211", Severity.Error, "these words are quoted from no source; {0}");
    public static readonly Rule TakeawayWithoutSource = new("KB212", Severity.Warning, "the takeaway names no source; add a link to the node it comes from, as in '[a1](#a1)'");
    public static readonly Rule RawAttribute = new("KB213", Severity.Warning, "the attribute '{0}' of '{1}' is left out (in this text: {2}); remove it, or write what it should do in Markdown");
    public static readonly Rule UnclosedTag = new("KB214", Severity.Warning, "'{0}' has no end in the paragraph, list item or text that it stands in, and ends with it (in this text: {2}); write '{1}' there");
    public static readonly Rule ActivePicture = new("KB215", Severity.Warning, "'{0}' is more than a picture (it holds {1}), so it is published as text and linked; save it as a plain SVG or as PNG");
    public static readonly Rule UnusedFootnote = new("KB216", Severity.Warning, "the footnote '{0}' is not shown; {1}");
    public static readonly Rule UncheckableEvidence = new("KB219", Severity.Error, "{0} would look like evidence in a takeaway, and cannot be compared word for word; {1}");

    // Templates.
    public static readonly Rule TemplateSyntax = new("KB220", Severity.Error, "{0}");
    public static readonly Rule TemplateError = new("KB221", Severity.Error, "{0}");
    public static readonly Rule TemplateUnsafe = new("KB222", Severity.Error, "{0}");
    public static readonly Rule TemplateMissing = new("KB223", Severity.Error, "there is no template '{0}'; {1}");

    public static readonly Rule TemplateUnused = new("KB224", Severity.Warning, "nothing uses this template; {0}");
    public static readonly Rule NoPolicy = new("KB225", Severity.Warning, "the layout has lost the policy that keeps strangers' text from acting; copy the first line of the built-in 'partials/head.html' into the head");

    // What is made for programs.
    public static readonly Rule NoSocialCard = new("KB230", Severity.Info, "the title has letters that social cards are not set in, so the thread has none ({0} in all)");

    // Words that Markdown takes for something else.
    public static readonly Rule LostCell = new("KB240", Severity.Warning, "'{0}' stands beyond the columns of the table's head, where other programs leave it out (in this text: {1}); write '\\|' for a '|' that is text, or give the head one column more");
    public static readonly Rule LostLine = new("KB241", Severity.Warning, "'{0}' defines a link that nothing uses, so it is not shown (in this text: {1}); write '\\' before it if it is text, or remove it");
    public static readonly Rule LostCode = new("KB242", Severity.Warning, "the line that opens this code says '{0}', and only the first word of it, the language, is used (in this text: {1}); begin the code in the next line");
    public static readonly Rule BlankInAddress = new("KB243", Severity.Warning, "'{0}' is shown as this text, for an address has no blanks (in this text: {2}); write '{1}'");
    public static readonly Rule NoPicture = new("KB244", Severity.Warning, "'{0}' is no picture, so it is linked; write '[what it is]({0})'");
    public static readonly Rule StrayWords = new("KB245", Severity.Warning, "'{0}' ends before words that stand in none of its parts (in this text: {2}); put them into '{1}'");

    // KB3xx: checking the output.
    public static readonly Rule BrokenLink = new("KB301", Severity.Error, "a link leads to '{0}', but {1}; correct the link, or add the page");
    public static readonly Rule BrokenAnchor = new("KB302", Severity.Error, "a link leads to '{0}', but the page has no such id; correct the link, or add the id");
    public static readonly Rule DuplicateId = new("KB303", Severity.Error, "the id '{0}' stands in this page a second time; give one of the two another");
    public static readonly Rule ImageWithoutAlt = new("KB304", Severity.Error, "the image '{0}' has no 'alt'; add one, empty if it is decoration");
    public static readonly Rule PageWithoutLanguage = new("KB305", Severity.Error, "the page does not say its language; add 'lang' to its html element");
    public static readonly Rule PageWithoutTitle = new("KB306", Severity.Error, "the page has no title; add a title element with text");
    public static readonly Rule MissingSlash = new("KB307", Severity.Warning, "a link leads to the folder '{0}' without its slash, so hosts must redirect; write '{1}'");
    public static readonly Rule UnsafeAddress = new("KB308", Severity.Error, "'{0}' is no address that a page may hold; write an http, https, mailto or relative one");
    public static readonly Rule EmptyMail = new("KB309", Severity.Error, "'{0}' names nobody; write the address after 'mailto:'");
    public static readonly Rule ReviewDue = new("KB310", Severity.Info, "the review of this thread was due on {0}; look whether its answers still hold, and set 'reviewed' and 'review-after'");

    public static readonly Rule NoAddress = new("KB311", Severity.Error, "no browser can read '{0}' as an address; correct its host or port, or write a relative one");
    public static readonly Rule EmptyAddress = new("KB312", Severity.Error, "the address of what is to be shown or run here is empty; name a file, or remove the attribute");
    public static readonly Rule UnrootedLink = new("KB313", Severity.Error, "hosts show this page under any address, and there '{0}' leads elsewhere; start it with '/' and the site's path");
    public static readonly Rule RedirectLoop = new("KB314", Severity.Error, "the redirect of '{0}' leads back to itself, so readers never arrive; name the page that holds the text");
    public static readonly Rule NotXml = new("KB315", Severity.Error, "this is not well-formed XML: {0}; correct the template that writes it");
    public static readonly Rule NotJson = new("KB316", Severity.Error, "this is not JSON: {0}; correct the template that writes it");

    // Other hosts, where they are asked.
    public static readonly Rule LinkGone = new("KB320", Severity.Error, "a link leads to '{0}', which is gone ({1}); write an address that works, or that of a copy");
    public static readonly Rule LinkMoved = new("KB321", Severity.Info, "'{0}' has moved for good; write '{1}'");
    public static readonly Rule LinkUnsure = new("KB322", Severity.Info, "whether '{0}' works cannot be said now ({1})");
    public static readonly Rule DamagedLinks = new("KB323", Severity.Error, "this line of the list of outside links cannot be read; restore it from version control, or delete it");

    // KB4xx: importing. Discourse's pages.
    public static readonly Rule BrokenExport = new("KB410", Severity.Error, "this is not JSON: {0}; save the page again as the forum gives it");
    public static readonly Rule NoDiscourseTopic = new("KB411", Severity.Info, "this is no Discourse topic, so it is left out");
    public static readonly Rule RawTextWithoutId = new("KB412", Severity.Error, "the text does not say which topic it is; name the file by the topic's id, as in '12.txt' or '12-page-2.txt'");
    public static readonly Rule TopicWithoutPosts = new("KB413", Severity.Info, "the topic {0} has no post that its readers see, so it is left out");

    // Stack Exchange's dumps.
    public static readonly Rule NotADump = new("KB420", Severity.Error, "'{0}' is neither a folder with a Posts.xml in it nor such a file; name the folder of an unpacked dump");
    public static readonly Rule BrokenXml = new("KB421", Severity.Error, "the XML cannot be read here: {0}; what can be read is imported, so get this file again and import it once more");
    public static readonly Rule BadRow = new("KB422", Severity.Error, "this row is left out because {0}; correct it and import once more");
    public static readonly Rule NoQuestion = new("KB423", Severity.Warning, "there is no question in this dump, so nothing is imported; look whether the file is whole");

    // GitHub's discussions.
    public static readonly Rule NoDiscussion = new("KB430", Severity.Info, "this holds no GitHub discussion, so it is left out");
    public static readonly Rule DeletedDiscussion = new("KB431", Severity.Info, "the discussion '{0}' was deleted, so it is left out");

    // The run around the importers.
    public static readonly Rule DamagedLedger = new("KB440", Severity.Error, "this line cannot be read, so imported text cannot be told from people's; restore the file from version control, or delete it to know again only what still is as the source has it");
    public static readonly Rule UnknownRemoval = new("KB441", Severity.Error, "there is no list '{0}', and what it names would stay; {1}");
    public static readonly Rule RemovalNotFound = new("KB442", Severity.Warning, "'{0}' names nothing in this source; correct it, or take it out if it is done with{1}");
    public static readonly Rule EditedPost = new("KB443", Severity.Info, "'#{0}' was edited here since it was imported, and stays as it is");
    public static readonly Rule EditedPostBehind = new("KB444", Severity.Warning, "'#{0}' was edited here and stays, but the source has a newer text; look there and take over what is new");
    public static readonly Rule EditedHeading = new("KB445", Severity.Info, "the heading of '#{0}' was edited here and stays, though the source now has another date, author, score, kind or address");
    public static readonly Rule EditedKey = new("KB446", Severity.Info, "'{0}' was edited here and stays, though the source now says '{1}'");
    public static readonly Rule GonePost = new("KB447", Severity.Warning, "the source no longer has '#{0}', and it stays here; name it in 'removed.yaml' if it must go");
    public static readonly Rule DeletedPost = new("KB448", Severity.Warning, "'#{0}' was taken out here by hand, and is not imported again; name '{1}' in 'removed.yaml', or restore it from version control");
    public static readonly Rule TakeawayOfRemoved = new("KB449", Severity.Warning, "the takeaway '#{0}' is drawn from a post that is removed now; write it anew, or take it out");
    public static readonly Rule BrokenThreadFile = new("KB450", Severity.Error, "the import leaves this file as it is because it has an error ({0}); correct that, and import once more");
    public static readonly Rule NotAsMeant = new("KB451", Severity.Error, "the thread '{0}' would not be read as it is meant ({1}), so it is not written; please report this");
    public static readonly Rule SameTopic = new("KB452", Severity.Warning, "the source has the thread '{0}' a second time, and the first is taken; remove one of the two");
    public static readonly Rule FileWasGone = new("KB453", Severity.Info, "the file was gone and is written again; to keep the thread out, name '{0}' in 'removed.yaml'");
    public static readonly Rule ThreadRemoved = new("KB454", Severity.Info, "the file is deleted, for 'removed.yaml' names the thread '{0}'");
    public static readonly Rule OtherForum = new("KB455", Severity.Error, "what this file knows was imported from {0}, and this is {1}, which would overwrite it; write '--into {2}' to keep the two apart, or correct this line if it is the same forum at a new address");
    public static readonly Rule SourceRemembered = new("KB456", Severity.Info, "'--source' is not given, so it is {0}, as in the last import");
    public static readonly Rule ExportLacksFile = new("KB457", Severity.Warning, "the last export had a '{0}', and this one has none, so what it said is gone from the threads; get that file too, and import once more");
    public static readonly Rule RemovalElsewhere = new("KB458", Severity.Info, "'{0}' names nothing in this source; it may be of another forum");
    public static readonly Rule QuoteOfRemoved = new("KB459", Severity.Warning, "'{0}' quotes a post that is removed, and the quote still has its words; take the quote out if they must go");
    public static readonly Rule OutdatedTakeaway = new("KB460", Severity.Warning, "the source has changed {0}, where these words do not occur any longer, and the site cannot be built like this; quote the new text, or take the quote out");
    public static readonly Rule ThreadTooLarge = new("KB461", Severity.Error, "the thread '{0}' would have more than the {1} MiB that one file may have, so it is not written; take it out of the export, or name posts of it that may go in 'removed.yaml'");
    public static readonly Rule RenamedRepository = new("KB462", Severity.Error, "the discussions of '{0}' seem to be those that this file has of '{1}', and would come a second time; if the repository was renamed, write '{0}#' for '{1}#' wherever a line of this file begins with it, and if not, keep the two apart with '--into {2}'");
    public static readonly Rule DamagedOrigin = new("KB463", Severity.Error, "this line is to say which forum the file knows, as in '# from discourse https://forum.example.org/'; write the kind and the whole address like that, or '-' where no address was given");

    // KB5xx: settings and usage.
    public static readonly Rule UnknownSetting = new("KB501", Severity.Warning, "there is no setting '{0}' and it is ignored; {1}");
    public static readonly Rule MissingContent = new("KB502", Severity.Error, "there is no folder '{0}' with a folder 'threads' in it; name the right one with --content");
    public static readonly Rule OutputNotOurs = new("KB503", Severity.Error, "the folder '{0}' holds files that this program did not write; empty it, or name another with --output");
    public static readonly Rule OutputOverlaps = new("KB504", Severity.Error, "the output folder '{0}' and the {1} folder '{2}' overlap; name another with --output");

    public static readonly Rule SamePath = new("KB505", Severity.Error, "the site's file '{0}' would take the same place; rename what one of the two is made from");
    public static readonly Rule ForeignFile = new("KB506", Severity.Error, "'{0}' is in the way, and this program did not write it; move it away, or rename what this file is made from");
    public static readonly Rule DamagedList = new("KB507", Severity.Error, "the list '.kb-site' in '{0}' is damaged or of a newer version, so what may be deleted there is not known; delete the folder, or name another with --output");

    public static readonly Rule NoBaseUrl = new("KB508", Severity.Info, "the site's address is not known, so what needs it is left out: feeds, sitemap.xml, opensearch.xml, canonical links, social cards; set 'base-url', or give --base-url");

    // KB6xx: the machine.
    public static readonly Rule Unreadable = new("KB601", Severity.Error, "the file cannot be read: {0}");
    public static readonly Rule Unwritable = new("KB602", Severity.Error, "cannot write here: {0}");
    public static readonly Rule OutputBusy = new("KB603", Severity.Error, "another build is writing into '{0}'; wait for it, or name another folder with --output");
    public static readonly Rule Unfinished = new("KB604", Severity.Error, "the new site is only partly in place: {0}; mend that, and the next command will finish it");
    public static readonly Rule ImportBusy = new("KB605", Severity.Error, "another import is writing into this folder; wait for it, or name another folder with --into");
    public static readonly Rule NoNetwork = new("KB606", Severity.Error, "no host on the network answers, so nothing can be said of outside links: {0} asked");

    /// <summary>All rules, in order of their codes.</summary>
    public static ImmutableArray<Rule> All { get; } =
    [
        .. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(Rule))
            .Select(field => (Rule)field.GetValue(null)!)
            .OrderBy(rule => rule.Code, StringComparer.Ordinal),
    ];

    public static IReadOnlyDictionary<string, Rule> ByCode { get; } = All.ToDictionary(rule => rule.Code, StringComparer.Ordinal);
}
