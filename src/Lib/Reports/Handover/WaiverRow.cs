using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Waivers;

namespace TikTokBan.Reports.Handover;

/// <summary>A waiver as it stands in a list: its values by column, each in the one spelling that is compared.</summary>
/// <param name="Number">The item's number in the list; null for one that isn't there yet.</param>
/// <param name="Tag">The item's version.</param>
/// <param name="Values">Its values; a column without one is absent.</param>
internal sealed record WaiverRow(string? Number, string? Tag, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The waiver's id; null where nobody gave one.</summary>
    public string? Id => this[WaiverColumns.Id];

    public string? this[string column] => Values.GetValueOrDefault(column);

    /// <summary>A waiver of the register.</summary>
    public static WaiverRow Of(Waiver waiver) => new(null, null, Filled(WaiverColumns.All.Select(column => (column.Name, column.Of(waiver)))));

    /// <summary>An item of a list; null where the row is none.</summary>
    public static WaiverRow? Of(JsonElement item) =>
        SharePointClient.Text(item, "id") is { } id && item.TryGetProperty("fields", out var fields)
            ? new WaiverRow(id, SharePointClient.Text(item, "eTag"), Filled(WaiverColumns.All.Select(column => (column.Name, column.Read(fields)))))
            : null;

    /// <summary>Columns in which another row has another value.</summary>
    /// <param name="other">The other.</param>
    /// <param name="all">Whether those count too that only say when and by which text it was registered.</param>
    public IReadOnlyList<string> Differences(WaiverRow other, bool all) =>
    [
        .. WaiverColumns.All.Select(column => column.Name).Where(name => all || name is not ("directiveHash" or "grantedAt" or "revokedAt"))
            .Where(name => !string.Equals(this[name], other[name], name == WaiverColumns.Id ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)),
    ];

    /// <summary>The fields that a list is to have; all of them, so that a value that is no more is emptied.</summary>
    public JsonObject Fields(IEnumerable<string>? only = null)
    {
        var fields = new JsonObject();
        foreach (var column in WaiverColumns.All.Where(column => only?.Contains(column.Name) ?? this[column.Name] is not null))
            fields[column.Name] = column.Sent(this[column.Name]);
        return fields;
    }

    /// <summary>What the list asks to register.</summary>
    /// <exception cref="UnusableInputException">A value can't be read.</exception>
    public WaiverGrant ToGrant() => new()
    {
        Id = Id,
        Holder = this["holder"],
        Serial = this["serial"],
        DeviceId = this["deviceId"],
        Application = this["application"],
        Kind = this["kind"],
        Approver = this["approver"],
        ApprovedBy = this["approvedBy"],
        Grantor = this["grantor"],
        Motive = this["motive"],
        Evidence = this["evidence"],
        Documented = Truth("documented", this["documented"]),
        Blanket = Truth("blanket", this["blanket"]),
        Conditions = Conditions(),
        ValidFrom = Day("validFrom"),
        Expires = Day("expires"),
    };

    public DateOnly? Day(string column) => this[column] is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UnusableInputException(InputProblem.WaiverUnusable, $"{column} is no date");

    private Dictionary<string, bool> Conditions()
    {
        var conditions = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in (this["conditions"] ?? "").Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, word) = part.Split('=', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : (part, "yes");
            if (Truth($"the condition {name}", word) is not { } met || !conditions.TryAdd(name, met))
                throw new UnusableInputException(InputProblem.WaiverUnusable, $"the condition '{name}' is given twice; give it once");
        }

        return conditions;
    }

    private static bool? Truth(string what, string? word) => word?.ToLowerInvariant() switch
    {
        null => null,
        "yes" or "true" => true,
        "no" or "false" => false,
        _ => throw new UnusableInputException(InputProblem.WaiverUnusable, $"{what} is neither yes nor no"),
    };

    private static Dictionary<string, string> Filled(IEnumerable<(string Name, string? Value)> values) =>
        values.Where(value => value.Value is not null).ToDictionary(value => value.Name, value => value.Value!, StringComparer.Ordinal);
}
