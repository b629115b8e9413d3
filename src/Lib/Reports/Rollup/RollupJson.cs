using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Rollup;

/// <summary>The national report for programs; its shape is in <c>schemas/rollup.schema.json</c>. A total that isn't known exactly is <c>{"from":12,"to":17}</c>, or <c>{"from":12}</c> where nothing bounds it.</summary>
internal static class RollupJson
{
    public static void Write(NationalReport national, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Indented = false });
        json.WriteStartObject();
        json.WriteString("asOf", Day(national.AsOf));
        if (national.Expected is { } expected)
            json.WriteNumber("expected", expected);
        json.WriteNumber("reported", national.Count(ReportingStatus.Reported, ReportingStatus.Late));
        json.WriteNumber("late", national.Count(ReportingStatus.Late));
        json.WriteNumber("missing", national.Count(ReportingStatus.Missing));
        json.WriteNumber("awaited", national.Count(ReportingStatus.Awaited));
        json.WriteStartArray("directives");
        foreach (var directive in national.Directives)
            Directive(json, directive);
        json.WriteEndArray();
        json.WriteStartArray("authorities");
        foreach (var (standing, report, _) in national.Authorities)
            Authority(json, standing, report);
        json.WriteEndArray();
        json.WriteStartArray("uncounted");
        foreach (var one in national.Uncounted)
        {
            json.WriteStartObject();
            json.WriteString("folder", one.Folder);
            Text(json, "authority", one.Authority);
            json.WriteString("reason", one.Reason);
            json.WriteString("sentence", one.Sentence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("nearMisses");
        foreach (var (reported, meant) in national.NearMisses)
        {
            json.WriteStartObject();
            json.WriteString("reported", reported);
            json.WriteString("expected", meant);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Directive(Utf8JsonWriter json, DirectiveTotal total)
    {
        json.WriteStartObject();
        json.WriteString("id", total.Id);
        Text(json, "title", total.Title);
        json.WriteStartArray("versions");
        foreach (var version in total.Versions)
            json.WriteStringValue(version);
        json.WriteEndArray();
        json.WriteString("from", Day(total.From));
        json.WriteString("to", Day(total.To));
        json.WriteNumber("authorities", total.Authorities);
        Number(json, "inViolation", total.InViolation);
        json.WriteStartObject("totals");
        foreach (var (name, number) in total.Headline)
            Number(json, name, number);
        json.WriteEndObject();
        json.WriteStartObject("verdicts");
        foreach (var (verdict, cases) in total.Verdicts)
            Number(json, verdict.ToString(), cases);
        json.WriteEndObject();
        json.WriteStartObject("breakdowns");
        foreach (var (dimension, rows) in total.Breakdowns)
        {
            json.WriteStartArray(dimension);
            foreach (var (key, title, cases) in rows)
            {
                json.WriteStartObject();
                json.WriteString("key", key);
                json.WriteString("title", title);
                Number(json, "total", cases);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Authority(Utf8JsonWriter json, AuthorityStanding standing, AuthorityReport? report)
    {
        json.WriteStartObject();
        json.WriteString("authority", standing.Authority);
        json.WriteString("status", JsonNamingPolicy.CamelCase.ConvertName(standing.Status.ToString()));
        if (standing.IsExpected is { } known)
            json.WriteBoolean("isExpected", known);
        Text(json, "organisation", standing.Organisation);
        if (standing.Due is { } due)
            json.WriteString("due", Day(due));
        if (report is not null)
            Report(json, report);
        json.WriteEndObject();
    }

    // As the authority's own report has them: whoever reads this learns no more than from that one.
    private static void Report(Utf8JsonWriter json, AuthorityReport report)
    {
        json.WriteString("directive", report.Directive);
        json.WriteString("asOf", Day(report.AsOf));
        json.WriteString("scan", report.Manifest.Scan!.Id);
        json.WriteString("manifestSha256", report.ManifestSha256);
        if (report.SignedBy is { } signer)
        {
            json.WriteString("signedBy", signer.Subject);
            json.WriteString("certificate", signer.Certificate);
            json.WriteBoolean("isTrusted", signer.CheckedAgainst is not null);
        }

        json.WriteStartObject("figures");
        foreach (var name in AuthorityReport.Totals)
            Published(json, name, report.Headline[name]);
        json.WriteEndObject();
        json.WriteStartObject("verdicts");
        foreach (var (verdict, cases) in report.Verdicts)
            Published(json, verdict, cases);
        json.WriteEndObject();
    }

    private static void Published(Utf8JsonWriter json, string name, Figure figure)
    {
        switch (figure.State)
        {
            case FigureState.Exact:
                json.WriteNumber(name, figure.Value);
                break;
            case FigureState.Rounded:
                json.WriteStartObject(name);
                json.WriteNumber("about", figure.Value);
                json.WriteEndObject();
                break;
            default:
                json.WriteString(name, figure.Plain);
                break;
        }
    }

    private static void Number(Utf8JsonWriter json, string name, Interval number)
    {
        if (number.IsExact)
        {
            json.WriteNumber(name, number.Low);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("from", number.Low);
        if (number.High is { } high)
            json.WriteNumber("to", high);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
