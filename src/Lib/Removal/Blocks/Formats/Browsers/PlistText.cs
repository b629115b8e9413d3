using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace TikTokBan.Removal.Blocks.Formats.Browsers;

/// <summary>Writes a property list, with notes as a comment.</summary>
internal sealed class PlistText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public PlistText(IReadOnlyList<string> notes)
    {
        _text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        _text.Append("<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n");

        // Two hyphens would end the comment.
        _text.Append("<!--\n").AppendJoin('\n', notes.Select(note => Regex.Replace(note, "-(?=-)", "- "))).Append("\n-->\n");
        _text.Append("<plist version=\"1.0\">\n");
    }

    public PlistText Key(string name) => Line($"<key>{name}</key>");

    public PlistText Value(string value) => Line($"<string>{SecurityElement.Escape(value)}</string>");

    public PlistText Value(int value) => Line($"<integer>{value.ToString(CultureInfo.InvariantCulture)}</integer>");

    public PlistText Value(bool value) => Line(value ? "<true/>" : "<false/>");

    public PlistText Array(IEnumerable<string> values)
    {
        Open("array");
        foreach (var value in values)
            Value(value);
        return Close("array");
    }

    public PlistText Open(string element)
    {
        Line($"<{element}>");
        _depth++;
        return this;
    }

    public PlistText Close(string element)
    {
        _depth--;
        return Line($"</{element}>");
    }

    public string End() => _text.Append("</plist>\n").ToString();

    private PlistText Line(string line)
    {
        _text.Append(' ', _depth * 2).Append(line).Append('\n');
        return this;
    }
}
