using System.Text.Json;
using TikTokBan.Exposures;
using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Formats.Json;

/// <summary>
/// Each case, and what poses as one. Not the exposure as the ledger has it: a piece of evidence may quote a third party's mail
/// address, which stays in the ledger.
/// </summary>
internal static class JsonCases
{
    private const int FlushAt = 1 << 16;

    public static void Write(Utf8JsonWriter json, ReportModel model, CancellationToken cancellationToken)
    {
        if (model.IsNamed)
            Lookalikes(json, model);
        json.Objects("exposures", model.Cases, one =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            Case(json, one, model.TellsDays);
            if (json.BytesPending > FlushAt)
                json.Flush();
        });
    }

    public static void Case(Utf8JsonWriter json, Exposure one, bool days)
    {
        json.WriteString("id", one.Id);
        json.WriteString("verdict", one.Verdict.ToString());
        json.Day("deadline", one.Deadline);
        json.WriteString("application", one.Application);
        json.WriteString("class", one.Class);
        json.Texts("conducts", one.Conducts.Select(conduct => conduct.ToString().ToLowerInvariant()));
        Device(json, one.Device);
        Person(json, one.Person);
        json.Text("organisation", one.Organisation);
        json.Time("firstSeen", one.FirstSeen, days);
        json.Time("lastSeen", one.LastSeen, days);
        json.WriteString("confidence", one.Confidence.ToString());
        json.WriteString("payer", Payers.Of(one));
        json.WriteString("directive", one.Directive);
        json.Text("rule", one.Rule);
        json.Text("basis", one.Basis);
        json.Texts("reasons", one.Reasons);
        json.Texts("missing", one.Missing);
        json.Objects("evidence", one.Evidence, piece =>
        {
            json.WriteString("source", piece.Source);
            json.Text("indicator", piece.Indicator);
            json.Time("observedAt", piece.ObservedAt, days);
            json.Text("reference", piece.Reference.Length == 0 ? null : piece.Reference);
        });
    }

    private static void Lookalikes(Utf8JsonWriter json, ReportModel model) => json.Objects("lookalikes", model.Lookalikes, one =>
    {
        json.WriteString("id", one.Id);
        json.WriteString("reason", one.Evidence.Reason);
        json.WriteString("source", one.Evidence.Source);
        json.WriteString("reference", one.Evidence.Reference);
        json.Text("device", one.DeviceName ?? one.DeviceId);
        json.Text("person", one.UserPrincipalName ?? one.PersonId);
    });

    private static void Device(Utf8JsonWriter json, ExposedDevice? device)
    {
        if (device is null)
            return;
        json.WriteStartObject("device");
        json.WriteString("id", device.Id);
        json.Text("name", device.Name);
        json.Text("serial", device.Serial);
        json.Text("platform", device.Platform);
        json.Text("model", device.Model);
        json.Text("address", device.Address);
        json.WriteEndObject();
    }

    private static void Person(Utf8JsonWriter json, ExposedPerson? person)
    {
        if (person is null)
            return;
        json.WriteStartObject("person");
        json.WriteString("id", person.Id);
        json.Text("name", person.DisplayName);
        json.Text("userPrincipalName", person.UserPrincipalName);
        json.WriteEndObject();
    }
}
