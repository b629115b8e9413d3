using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TikTokBan.Tenant.Data;

/// <summary>Message traces: Graph's own rows, the cmdlet's csv and historical searches, each message and recipient once.</summary>
internal static class TraceRows
{
    public static IEnumerable<JsonElement> Read(ExportFolder folder)
    {
        var all = folder.Objects("exchange", "messageTraces*.json").Select(row => JsonObject.Create(row)!)
            .Concat(folder.Records("exchange", "MessageTrace*.csv").Select(row => FromCmdlet(row, folder.Days)))
            .Concat(folder.Records("exchange", "MTSummary*.csv").SelectMany(FromHistory));
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in all)
        {
            var key = $"{row["id"]}|{row["recipientAddress"]}";
            if (!known.Add(key))
                continue;
            row["key"] = key;
            yield return JsonSerializer.SerializeToElement(row);
        }
    }

    // The cmdlet wrote dates in the way of a Belgian machine, day first.
    private static JsonObject FromCmdlet(IReadOnlyDictionary<string, string> row, int days)
    {
        var received = DateTime.ParseExact(row["Received"], "d/MM/yyyy H:mm:ss", CultureInfo.InvariantCulture).AddDays(days);
        return Row(row["MessageTraceId"], row["SenderAddress"], row["RecipientAddress"], row["MessageId"], received, row["Subject"], row["Size"], row["FromIP"], row["Status"]);
    }

    private static IEnumerable<JsonObject> FromHistory(IReadOnlyDictionary<string, string> row)
    {
        var received = DateTime.Parse(row["origin_timestamp_utc"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        foreach (var recipient in row["recipient_status"].Split(';'))
        {
            var parts = recipient.Split("##");
            yield return Row(row["network_message_id"], row["sender_address"], parts[0], row["message_id"], received, row["message_subject"], row["total_bytes"], row["original_client_ip"], "delivered");
        }
    }

    private static JsonObject Row(string id, string sender, string recipient, string messageId, DateTime received, string subject, string size, string from, string status) => new()
    {
        ["id"] = id,
        ["senderAddress"] = sender,
        ["recipientAddress"] = recipient,
        ["messageId"] = messageId,
        ["receivedDateTime"] = received.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["subject"] = subject,
        ["size"] = int.Parse(size, CultureInfo.InvariantCulture),
        ["fromIP"] = from,
        ["toIP"] = "",
        ["status"] = char.ToLowerInvariant(status[0]) + status[1..],
    };
}
