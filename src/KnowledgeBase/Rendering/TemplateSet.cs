using System.Collections.Immutable;
using KnowledgeBase.Diagnostics;
using KnowledgeBase.Markup;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace KnowledgeBase.Rendering;

/// <summary>Placeholder until the template engine lands.</summary>
public sealed class TemplateSet
{
    private readonly Dictionary<string, Template> _templates = [];

    public static Diagnosed<TemplateSet> Load(IReadOnlyList<SourceFile> files)
    {
        var set = new TemplateSet();
        var diagnostics = new List<Diagnostic>();
        foreach (var file in files)
        {
            var template = Template.Parse(file.Text, file.Path, lexerOptions: new LexerOptions { KeepTrivia = false });
            foreach (var m in template.Messages) diagnostics.Add(Rules.TemplateSyntax.At(new(file.Path, m.Span.Start.Line + 1, m.Span.Start.Column + 1), m.Message));
            var name = string.Join('/', file.Path.Split('/')[^2..])[..^5];
            set._templates[name] = template;
        }

        return new(set, [.. diagnostics]);
    }

    public Diagnosed<string> Render(string page, PageModel model)
    {
        var globals = new ScriptObject();
        globals.Import(model, renamer: m => StandardMemberRenamer.Default(m));
        var context = new Ctx(this) { LoopLimit = 0, LimitToString = 0, StrictVariables = true, EnableRelaxedMemberAccess = false };
        context.PushGlobal(globals);
        try
        {
            var content = _templates["pages/" + page].Render(context);
            globals["content"] = new SafeHtml(content);
            return new(_templates["layouts/base"].Render(context), []);
        }
        catch (ScriptRuntimeException e)
        {
            return new("", [Rules.TemplateError.At(new(e.Span.FileName ?? page, e.Span.Start.Line + 1, e.Span.Start.Column + 1), e.OriginalMessage)]);
        }
    }

    private sealed class Ctx : TemplateContext
    {
        public Ctx(TemplateSet set) : base(new ScriptObject())
        {
            BuiltinObject.SetValue("include", new Include(set), true);
            AutoIndent = false;
        }

        public override TemplateContext Write(SourceSpan span, object? textAsObject)
        {
            switch (textAsObject)
            {
                case null: break;
                case SafeHtml html: base.Write(html.Html); break;
                case SafeUrl url: base.Write(System.Net.WebUtility.HtmlEncode(url.Url)); break;
                case string text: base.Write(System.Net.WebUtility.HtmlEncode(text)); break;
                case int number: base.Write(number.ToString()); break;
                default: throw new ScriptRuntimeException(span, $"cannot print a {textAsObject.GetType().Name}");
            }

            return this;
        }
    }

    private sealed class Include(TemplateSet set) : IScriptCustomFunction
    {
        public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement)
        {
            var name = (string)arguments[0]!;
            var local = new ScriptObject();
            if (arguments.Count > 1) local[name.Split('/')[^1].Replace('-', '_')] = arguments[1];
            context.PushGlobal(local);
            context.PushOutput();
            try
            {
                context.Evaluate(set._templates[name].Page!);
                return new SafeHtml(context.PopOutput().ToString()!);
            }
            finally
            {
                context.PopGlobal();
            }
        }

        public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) => throw new NotSupportedException();
        public int RequiredParameterCount => 1;
        public int ParameterCount => 2;
        public ScriptVarParamKind VarParamKind => ScriptVarParamKind.None;
        public Type ReturnType => typeof(object);
        public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(object), "p" + index);
    }
}
