using System.Text.Encodings.Web;
using System.Text.Unicode;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Html;

/// <summary>Writes HTML as it goes. Every text and every attribute's value is encoded here; there is no way to write markup from a value.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private const int LongestValue = 200;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly HashSet<string> Void = new(["meta", "link", "br", "hr", "col", "input", "wbr"], StringComparer.Ordinal);
    private static readonly HashSet<string> OwnLine = new(
        ["head", "title", "style", "body", "header", "main", "footer", "nav", "section", "div", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "svg", "html", "figure", "article", "template"],
        StringComparer.Ordinal);

    private readonly Stack<string> _open = new();

    public void Doctype() => output.Write("<!DOCTYPE html>\n");

    /// <summary>Opens an element; attributes with the value null are left out.</summary>
    public HtmlWriter Open(string name, params (string Name, string? Value)[] attributes)
    {
        output.Write('<');
        output.Write(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is null)
                continue;
            output.Write(' ');
            output.Write(attribute);
            output.Write("=\"");
            Encode(value);
            output.Write('"');
        }

        output.Write('>');
        if (!Void.Contains(name))
            _open.Push(name);
        else if (name != "wbr")
            output.Write('\n');
        return this;
    }

    /// <summary>Closes the element opened last.</summary>
    public HtmlWriter Close()
    {
        var name = _open.Pop();
        output.Write("</");
        output.Write(name);
        output.Write('>');
        if (OwnLine.Contains(name))
            output.Write('\n');
        return this;
    }

    /// <summary>Text of the report itself.</summary>
    public HtmlWriter Text(string text)
    {
        Encode(text);
        return this;
    }

    /// <summary>An element with nothing but text of the report itself.</summary>
    public HtmlWriter Element(string name, string text, params (string Name, string? Value)[] attributes) =>
        Open(name, attributes).Text(text).Close();

    /// <summary>A value from a source: cleaned, cut to a readable length, and kept from turning the text beside it around.</summary>
    public HtmlWriter Value(string? value) =>
        string.IsNullOrEmpty(value) ? this : Open("bdi").Text(Displayable.Short(value, LongestValue)).Close();

    /// <summary>A style sheet of the program's own, which is not encoded.</summary>
    public void Style(string css) => Raw("style", css);

    /// <summary>The script of the program's own, which is not encoded.</summary>
    public void Script(string script) => Raw("script", script);

    public void Finish()
    {
        while (_open.Count > 0)
            Close();
    }

    private void Raw(string name, string content)
    {
        output.Write($"<{name}>");
        output.Write(content);
        output.Write($"</{name}>\n");
    }

    private void Encode(string text) => Encoder.Encode(output, Displayable.Clean(text));
}
