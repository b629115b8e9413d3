using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TikTokBan.Ledger.Subjects;

/// <summary>The page for people: one HTML file that needs nothing else.</summary>
internal sealed class AccessPage(AccessText text)
{
    private const string Style = "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}dl{margin:.25rem 0 .25rem 1rem}dt{font-weight:600}dd{margin:0 0 0 1rem;overflow-wrap:anywhere}section>article{border-top:1px solid #767676;padding:.5rem 0}";

    private readonly StringBuilder _page = new();

    public string Write(AccessContent content, AccessRequest request, string authority, DateTimeOffset made)
    {
        _page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{text.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Html(text["Title"])}</title><style>{Style}</style></head><body><main>\n");
        _page.Append(CultureInfo.InvariantCulture, $"<h1>{Html(text["Title"])}</h1>\n");
        Paragraph(text["Authority", authority, made.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);
        Paragraph(text["Right"]);
        Paragraph(text["Purpose"]);
        Paragraph(request.RetentionDays is { } days ? text[days == 1 ? "KeptOne" : "Kept", days] : text["KeptOpen"]);
        if (content.Count == 0)
            Paragraph(text["Nothing"]);
        else
            Paragraph(text["Others", SubjectExtract.Other]);
        foreach (var (list, items) in content.Count == 0 ? [] : AccessContent.Lists.Select(list => (list, content.Items[list])))
        {
            _page.Append(CultureInfo.InvariantCulture, $"<section><h2>{Html(text[list])} ({items.Count})</h2>\n");
            if (items.Count == 0)
                Paragraph(text["None"]);
            foreach (var item in items)
            {
                _page.Append("<article>");
                Value(item);
                _page.Append("</article>\n");
            }

            _page.Append("</section>\n");
        }

        return _page.Append("</main></body></html>\n").ToString();
    }

    private void Paragraph(string sentence) => _page.Append(CultureInfo.InvariantCulture, $"<p>{Html(sentence)}</p>\n");

    private void Value(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                _page.Append("<dl>");
                foreach (var member in members.Where(member => member.Value is not null and not JsonArray { Count: 0 }))
                {
                    _page.Append(CultureInfo.InvariantCulture, $"<dt>{Html(text.Member(member.Key))}</dt><dd>");
                    Value(member.Value);
                    _page.Append("</dd>");
                }

                _page.Append("</dl>");
                break;
            case JsonArray items:
                _page.Append("<ul>");
                foreach (var item in items)
                {
                    _page.Append("<li>");
                    Value(item);
                    _page.Append("</li>");
                }

                _page.Append("</ul>");
                break;
            case not null:
                _page.Append(Html(node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString()));
                break;
        }
    }

    private static string Html(string content) => WebUtility.HtmlEncode(content);
}
