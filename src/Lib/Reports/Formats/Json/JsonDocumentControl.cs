using System.Text.Json;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats.Json;

/// <summary>Which document this is, and of which scan.</summary>
internal static class JsonDocumentControl
{
    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        Control(json, model);
        Scan(json, model);
    }

    private static void Control(Utf8JsonWriter json, ReportModel model)
    {
        var control = model.Control;
        json.WriteStartObject("document");
        json.WriteString("reference", control.Reference);
        json.WriteString("product", control.Product);
        json.Time("started", control.Started);
        json.Time("finished", control.Finished);
        json.Text("actor", control.Actor);
        if (control.Permissions is { } permissions)
            json.Texts("permissions", permissions);
        json.Time("evidenceFrom", control.EvidenceFrom);
        json.Time("evidenceTo", control.EvidenceTo);
        json.Text("erased", model.Headline.ErasedIn(ReportText.Of(model.Options.Language)[0]));
        json.WriteEndObject();
    }

    private static void Scan(Utf8JsonWriter json, ReportModel model)
    {
        var scan = model.Scan;
        json.WriteStartObject("scan");
        json.WriteString("id", scan.ScanId);
        json.Text("authority", scan.Authority);
        json.WriteString("directive", scan.Directive);
        json.Text("directiveTitle", model.DirectiveIn(model.Options.Language[..2]));
        json.WriteString("directiveHash", scan.DirectiveHash);
        json.Day("asOf", scan.AsOf);
        json.WriteString("catalogue", scan.Catalogue);
        if (model.SelectedFrom is { } whole)
            json.WriteNumber("selectedFrom", whole);
        else if (scan.SelectedFrom is not null)
            json.WriteString("selectedFrom", "<5");
        json.WriteEndObject();
    }
}
