using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Waivers;

namespace TikTokBan.Reports.Handover;

/// <summary>Of what kind the values of a column are.</summary>
internal enum WaiverColumnKind
{
    /// <summary>Text of one line, of at most 255 characters.</summary>
    Line,

    /// <summary>Text of any length.</summary>
    Text,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A moment, to the second.</summary>
    Moment,

    /// <summary>One of some words.</summary>
    Choice,
}

/// <summary>A column of the list of waivers.</summary>
/// <param name="Name">Its internal name, which is the field of a waiver; <c>Title</c> is the waiver's id.</param>
/// <param name="Kind">Of what kind its values are.</param>
/// <param name="Of">A waiver's value, in the one spelling that is compared; null for none.</param>
/// <param name="Words">The words of a choice.</param>
internal sealed record WaiverColumn(string Name, WaiverColumnKind Kind, Func<Waiver, string?> Of, IReadOnlyList<string>? Words = null)
{
    /// <summary>As SharePoint is asked to make it.</summary>
    /// <param name="title">What people read above it.</param>
    public JsonObject Definition(string title)
    {
        var column = new JsonObject { ["name"] = Name, ["displayName"] = title };
        column[Kind switch { WaiverColumnKind.Day or WaiverColumnKind.Moment => "dateTime", WaiverColumnKind.Choice => "choice", _ => "text" }] = Kind switch
        {
            WaiverColumnKind.Day => new JsonObject { ["format"] = "dateOnly", ["displayAs"] = "standard" },
            WaiverColumnKind.Moment => new JsonObject { ["format"] = "dateTime", ["displayAs"] = "standard" },
            WaiverColumnKind.Choice => new JsonObject { ["allowTextEntry"] = false, ["displayAs"] = "dropDownMenu", ["choices"] = new JsonArray([.. Words!.Select(word => JsonValue.Create(word))]) },
            WaiverColumnKind.Text => new JsonObject { ["allowMultipleLines"] = true, ["appendChangesToExistingText"] = false, ["textType"] = "plain" },
            _ => new JsonObject { ["allowMultipleLines"] = false, ["maxLength"] = WaiverColumns.LongestLine },
        };
        return column;
    }

    /// <summary>A value as SharePoint takes it. A day is sent as its noon, which is the same day wherever the site is.</summary>
    public JsonNode? Sent(string? value) => value is null ? null : Kind == WaiverColumnKind.Day ? value + "T12:00:00Z" : value;

    /// <summary>A value as SharePoint gives it, in the spelling that is compared.</summary>
    /// <returns>Null for none, and for what can't be read.</returns>
    public string? Read(JsonElement fields)
    {
        if (SharePointClient.Text(fields, Name)?.Trim() is not { Length: > 0 } text)
            return null;
        if (Kind is not (WaiverColumnKind.Day or WaiverColumnKind.Moment))
            return text;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
            return text;

        // A day comes back as midnight where the site is: the midnight nearest to it, in universal time, is of that day.
        return Kind == WaiverColumnKind.Moment ? WaiverColumns.Time(moment)
            : WaiverColumns.Day(DateOnly.FromDateTime(moment.TimeOfDay == TimeSpan.FromHours(12) ? moment.UtcDateTime : moment.UtcDateTime.AddHours(12)));
    }
}

/// <summary>The columns of the list of waivers: every field that a register has, so that nothing is lost on the way.</summary>
internal static class WaiverColumns
{
    public const int LongestLine = 255;
    public const string Id = "Title";

    private static readonly string[] YesOrNo = ["yes", "no"];

    public static IReadOnlyList<WaiverColumn> All { get; } =
    [
        new(Id, WaiverColumnKind.Line, waiver => waiver.Id),
        new("holder", WaiverColumnKind.Line, waiver => waiver.Holder),
        new("serial", WaiverColumnKind.Line, waiver => waiver.Serial),
        new("deviceId", WaiverColumnKind.Line, waiver => waiver.DeviceId),
        new("application", WaiverColumnKind.Line, waiver => waiver.Application),
        new("directive", WaiverColumnKind.Line, waiver => waiver.Directive),
        new("directiveHash", WaiverColumnKind.Line, waiver => waiver.DirectiveHash),
        new("kind", WaiverColumnKind.Choice, waiver => waiver.Kind, WaiverWords.Kinds),
        new("approver", WaiverColumnKind.Choice, waiver => waiver.Approver, WaiverWords.Approvers),
        new("approvedBy", WaiverColumnKind.Line, waiver => waiver.ApprovedBy),
        new("grantor", WaiverColumnKind.Line, waiver => waiver.Grantor),
        new("motive", WaiverColumnKind.Text, waiver => waiver.Motive),
        new("evidence", WaiverColumnKind.Text, waiver => waiver.Evidence),
        new("documented", WaiverColumnKind.Choice, waiver => Word(waiver.Documented), YesOrNo),
        new("blanket", WaiverColumnKind.Choice, waiver => Word(waiver.Blanket), YesOrNo),
        new("conditions", WaiverColumnKind.Text, waiver => Conditions(waiver.Conditions)),
        new("validFrom", WaiverColumnKind.Day, waiver => Day(waiver.ValidFrom)),
        new("expires", WaiverColumnKind.Day, waiver => Day(waiver.Expires)),
        new("grantedAt", WaiverColumnKind.Moment, waiver => Time(waiver.GrantedAt)),
        new("revokedAt", WaiverColumnKind.Moment, waiver => waiver.Revocation is { } revoked ? Time(revoked.At) : null),
        new("revokedOn", WaiverColumnKind.Day, waiver => waiver.Revocation is { } revoked ? Day(revoked.On) : null),
        new("revokedBy", WaiverColumnKind.Line, waiver => waiver.Revocation?.By),
        new("revokedWhy", WaiverColumnKind.Text, waiver => waiver.Revocation?.Why),
    ];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Word(bool? value) => value switch { true => "yes", false => "no", null => null };

    private static string? Conditions(IReadOnlyDictionary<string, bool> conditions) =>
        conditions.Count == 0 ? null : string.Join(", ", conditions.OrderBy(condition => condition.Key, StringComparer.Ordinal).Select(condition => $"{condition.Key}={Word(condition.Value)}"));
}
