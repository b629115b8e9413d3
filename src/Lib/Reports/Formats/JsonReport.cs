using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TikTokBan.Exposures;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Formats;

/// <summary>The report for programs; its shape is in <c>schemas/report.schema.json</c>. A number that is rounded is <c>{"about":70}</c>, one that may not be told <c>"&lt;5"</c> or <c>"withheld"</c>.</summary>
internal static class JsonReport
{
    private const int FlushAt = 1 << 16;

    public static void Write(ReportModel model, Stream output, CancellationToken cancellationToken)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
        json.WriteStartObject();
        json.WriteString("detail", model.Options.Detail.ToString().ToLowerInvariant());
        Scan(json, model);
        Headline(json, model.Headline);
        json.WriteStartObject("verdicts");
        foreach (var (verdict, cases) in model.Verdicts)
            Number(json, verdict.ToString(), cases);
        json.WriteEndObject();
        json.WriteStartObject("breakdowns");
        foreach (var table in model.Tables)
            Breakdown(json, table);
        json.WriteEndObject();
        Coverage(json, model);
        Open(json, model);
        if (model.ListsCases)
        {
            Lookalikes(json, model);
            Cases(json, model, cancellationToken);
        }
        else
            Groups(json, model);
        json.WriteEndObject();
    }

    private static void Scan(Utf8JsonWriter json, ReportModel model)
    {
        var scan = model.Scan;
        json.WriteStartObject("scan");
        json.WriteString("id", scan.ScanId);
        Text(json, "authority", scan.Authority);
        json.WriteString("directive", scan.Directive);
        Text(json, "directiveTitle", model.Options.DirectiveTitle);
        json.WriteString("directiveHash", scan.DirectiveHash);
        json.WriteString("asOf", scan.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("catalogue", scan.Catalogue);
        if (scan.SelectedFrom is not null)
            WriteSelection(json, model);
        json.WriteEndObject();
    }

    private static void WriteSelection(Utf8JsonWriter json, ReportModel model)
    {
        if (model.SelectedFrom is { } whole)
            json.WriteNumber("selectedFrom", whole);
        else
            json.WriteString("selectedFrom", "<5");
    }

    private static void Headline(Utf8JsonWriter json, Headline head)
    {
        json.WriteStartObject("headline");
        Number(json, "devicesInViolation", head.DevicesInViolation);
        Number(json, "devicesToClean", head.DevicesToClean);
        Number(json, "devicesInReview", head.DevicesInReview);
        if (head.FirstDeadline is { } day)
            json.WriteString("firstDeadline", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteNumber("devices", head.Devices);
        Number(json, "devicesSeen", head.DevicesSeen);
        Number(json, "devicesUnseen", head.DevicesUnseen);
        json.WriteNumber("people", head.People);
        Number(json, "exposures", head.Exposures);
        Number(json, "exposedDevices", head.ExposedDevices);
        Number(json, "exposedPeople", head.ExposedPeople);
        Number(json, "suspicious", head.Suspicious);
        json.WriteEndObject();
    }

    private static void Breakdown(Utf8JsonWriter json, Table table)
    {
        json.WriteStartArray(table.Dimension);
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            json.WriteString("key", row.Key);
            json.WriteString("title", row.Title);
            Number(json, "total", row.Total);
            json.WriteStartObject("byVerdict");
            foreach (var (verdict, cases) in table.Columns.Zip(row.Cells))
                Number(json, verdict.ToString(), cases);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Coverage(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteStartArray("coverage");
        foreach (var row in model.Coverage)
        {
            json.WriteStartObject();
            json.WriteString("source", row.Source.Source);
            json.WriteString("title", row.Source.Title);
            json.WriteString("location", row.Location);
            json.WriteString("state", row.Source.State);
            json.WriteNumber("rowsRead", row.Source.RowsRead);
            json.WriteNumber("rowsRejected", row.Source.RowsRejected);
            Number(json, "observations", row.Observations);
            Time(json, "from", row.Source.From);
            Time(json, "to", row.Source.To);
            Text(json, "problem", row.Problem);
            json.WriteStartArray("blindTo");
            foreach (var spot in row.Source.BlindTo)
                json.WriteStringValue(spot.Id);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("unseen");
        foreach (var (reason, devices) in model.Unseen)
            Number(json, reason, devices);
        json.WriteEndObject();
    }

    private static void Open(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteStartArray("missing");
        foreach (var (fields, cases) in model.Missing)
        {
            json.WriteStartObject();
            Texts(json, "facts", fields);
            Number(json, "exposures", cases);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("assumptions");
        foreach (var (assumption, used) in model.Assumptions)
        {
            json.WriteStartObject();
            json.WriteString("id", assumption.Id);
            json.WriteString("text", assumption.Text);
            Number(json, "used", used);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rejected");
        foreach (var file in model.RejectedFiles)
        {
            json.WriteStartObject();
            json.WriteString("file", file.Location);
            json.WriteNumber("rows", file.Rows);
            json.WriteNumber("firstLine", file.FirstLine);
            json.WriteNumber("lastLine", file.LastLine);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Texts(json, "unrecognised", [.. model.Unrecognised.Select(file => file.Location)]);
    }

    private static void Groups(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteStartArray("groups");
        foreach (var group in model.Groups)
        {
            json.WriteStartObject();
            json.WriteString("application", group.Application);
            json.WriteString("organisation", group.Organisation);
            json.WriteString("platform", group.Platform);
            json.WriteString("verdict", group.Verdict.ToString());
            Number(json, "exposures", group.Cases);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Lookalikes(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteStartArray("lookalikes");
        foreach (var one in model.Lookalikes)
        {
            json.WriteStartObject();
            json.WriteString("id", one.Id);
            json.WriteString("reason", one.Evidence.Reason);
            json.WriteString("source", one.Evidence.Source);
            json.WriteString("reference", one.Evidence.Reference);
            Text(json, "device", one.DeviceName ?? one.DeviceId);
            Text(json, "person", one.UserPrincipalName ?? one.PersonId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Not the exposure as the ledger has it: a piece of evidence may quote a third party's mail address, which stays in the ledger.
    private static void Cases(Utf8JsonWriter json, ReportModel model, CancellationToken cancellationToken)
    {
        json.WriteStartArray("exposures");
        foreach (var one in model.Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            json.WriteStartObject();
            json.WriteString("id", one.Id);
            json.WriteString("verdict", one.Verdict.ToString());
            if (one.Deadline is { } day)
                json.WriteString("deadline", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("application", one.Application);
            json.WriteString("class", one.Class);
            Texts(json, "conducts", [.. one.Conducts.Select(conduct => conduct.ToString().ToLowerInvariant())]);
            Device(json, one.Device);
            Person(json, one.Person);
            Text(json, "organisation", one.Organisation);
            Time(json, "firstSeen", one.FirstSeen);
            Time(json, "lastSeen", one.LastSeen);
            json.WriteString("confidence", one.Confidence.ToString());
            json.WriteString("directive", one.Directive);
            Text(json, "rule", one.Rule);
            Text(json, "basis", one.Basis);
            Texts(json, "reasons", one.Reasons);
            Texts(json, "missing", one.Missing);
            json.WriteStartArray("evidence");
            foreach (var piece in one.Evidence)
            {
                json.WriteStartObject();
                json.WriteString("source", piece.Source);
                Text(json, "indicator", piece.Indicator);
                Time(json, "observedAt", piece.ObservedAt);
                json.WriteString("reference", piece.Reference);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            if (json.BytesPending > FlushAt)
                json.Flush();
        }

        json.WriteEndArray();
    }

    private static void Device(Utf8JsonWriter json, ExposedDevice? device)
    {
        if (device is null)
            return;
        json.WriteStartObject("device");
        json.WriteString("id", device.Id);
        Text(json, "name", device.Name);
        Text(json, "serial", device.Serial);
        Text(json, "platform", device.Platform);
        Text(json, "model", device.Model);
        Text(json, "address", device.Address);
        json.WriteEndObject();
    }

    private static void Person(Utf8JsonWriter json, ExposedPerson? person)
    {
        if (person is null)
            return;
        json.WriteStartObject("person");
        json.WriteString("id", person.Id);
        Text(json, "name", person.DisplayName);
        Text(json, "userPrincipalName", person.UserPrincipalName);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, Figure figure)
    {
        if (figure.IsExact)
        {
            json.WriteNumber(name, figure.Value);
        }
        else if (figure.State == FigureState.Rounded)
        {
            json.WriteStartObject(name);
            json.WriteNumber("about", figure.Value);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString(name, figure.Plain);
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
            json.WriteString(name, known.UtcDateTime);
    }
}
