using TikTokBan.Directives;

namespace TikTokBan.Waivers;

/// <summary>Makes a waiver of what was asked for, or says in one sentence why it cannot be one.</summary>
internal static class GrantCheck
{
    private const int LongestText = 2000;
    private const int LongestId = 60;

    /// <exception cref="UnusableInputException">Something that is needed is missing, or what was given cannot be used.</exception>
    public static Waiver Run(WaiverGrant grant, Directive directive, Func<string, ApplicationFacts?> applications, DateOnly today, DateTimeOffset now)
    {
        var holder = Account(grant.Holder, "the holder");
        var (serial, deviceId) = (Text(grant.Serial, "the serial number"), Text(grant.DeviceId, "the id of the device"));
        if (holder is null && serial is null && deviceId is null)
            throw new UnusableInputException(InputProblem.WaiverUnusable, "a waiver is for somebody or something: give the holder, the serial number or the id of the device");
        var grantor = Account(grant.Grantor, "the grantor") ?? throw Missing("grantor", "the user principal name of who grants it");
        var approvedBy = Text(grant.ApprovedBy, "the approver's name") ?? throw Missing("approver's name", "who decided it");
        RefuseOneself(holder, grantor, "the grantor");
        RefuseOneself(holder, approvedBy, "who approved it");

        var (from, expires) = Days(grant, today);
        return new Waiver
        {
            Id = Id(grant.Id),
            Holder = holder,
            Serial = serial,
            DeviceId = deviceId,
            Application = Application(grant.Application, applications),
            Directive = directive.Id,
            DirectiveHash = directive.Hash,
            Kind = Word(grant.Kind, "kind", WaiverWords.Kinds),
            Approver = Word(grant.Approver, "approver", WaiverWords.Approvers),
            ApprovedBy = approvedBy,
            Grantor = grantor,
            Motive = Text(grant.Motive, "the motive") ?? throw Missing("motive", "why it is given"),
            Evidence = Text(grant.Evidence, "the evidence"),
            Documented = grant.Documented ?? (string.IsNullOrWhiteSpace(grant.Evidence) ? null : true),
            Blanket = grant.Blanket ?? false,
            Conditions = Conditions(grant.Conditions),
            ValidFrom = from,
            Expires = expires,
            GrantedAt = now.ToUniversalTime(),
        };
    }

    /// <summary>A text of one line; null when there is none.</summary>
    /// <exception cref="UnusableInputException">It is too long, or holds control characters.</exception>
    public static string? Text(string? value, string what)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var text = value.Trim();
        if (text.Length > LongestText)
            throw new UnusableInputException(InputProblem.WaiverUnusable, $"{what} has {text.Length:N0} characters and may have {LongestText:N0}; shorten it and keep the rest in a file");
        return text.Any(char.IsControl)
            ? throw new UnusableInputException(InputProblem.WaiverUnusable, $"{what} holds a line break or another control character; write it on one line")
            : text;
    }

    /// <summary>A word that must be one of some; compared without regard to case.</summary>
    public static string Word(string? value, string what, IReadOnlyList<string> known)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw Missing(what, $"one of {string.Join(", ", known)}");
        return known.FirstOrDefault(word => word.Equals(value.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new UnusableInputException(InputProblem.WaiverUnusable, $"the {what} '{Shown(value)}' is not known; known are {string.Join(", ", known)}");
    }

    public static IReadOnlyDictionary<string, bool> Conditions(IReadOnlyDictionary<string, bool> given)
    {
        var conditions = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (name, met) in given)
        {
            var condition = Word(name, "condition", WaiverWords.Conditions);
            if (!conditions.TryAdd(condition, met) && conditions[condition] != met)
                throw new UnusableInputException(InputProblem.WaiverUnusable, $"the condition '{condition}' is given both as met and as not met; give it once");
        }

        return conditions;
    }

    /// <summary>The catalogue's own spelling of an application's id.</summary>
    public static string? Application(string? given, Func<string, ApplicationFacts?> applications)
    {
        if (string.IsNullOrWhiteSpace(given))
            return null;
        var id = given.Trim().ToLowerInvariant();
        return applications(id) is not null
            ? id
            : throw new UnusableInputException(InputProblem.ApplicationNotFound, $"the catalogue has no application '{Shown(given)}'; give an id of the catalogue, such as tiktok, or none for any application");
    }

    private static (DateOnly From, DateOnly Expires) Days(WaiverGrant grant, DateOnly today)
    {
        var from = grant.ValidFrom ?? today;
        var expires = grant.Expires ?? throw Missing("expiry", "the last day on which it holds; no waiver holds for ever");
        if (expires < from)
            throw new UnusableInputException(InputProblem.WaiverUnusable, $"the waiver would expire on {expires:yyyy-MM-dd}, before it begins on {from:yyyy-MM-dd}; check both days");
        return expires < today
            ? throw new UnusableInputException(InputProblem.WaiverUnusable, $"the waiver would have expired on {expires:yyyy-MM-dd} already, and today is {today:yyyy-MM-dd}; give a last day that is still to come")
            : (from, expires);
    }

    private static string Id(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
            return "";
        var id = given.Trim();
        return id.Length <= LongestId && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/') && char.IsAsciiLetterOrDigit(id[0])
            ? id
            : throw new UnusableInputException(InputProblem.WaiverUnusable, $"'{Shown(given)}' can't be a waiver's id; write at most {LongestId} letters, digits, hyphens, dots, slashes and underscores");
    }

    private static string? Account(string? given, string what)
    {
        if (string.IsNullOrWhiteSpace(given))
            return null;
        var normal = AccountName.Normal(given);
        return AccountName.IsAddress(normal)
            ? normal
            : throw new UnusableInputException(InputProblem.WaiverUnusable, $"{what} '{Shown(given)}' is no user principal name; write it as name@authority.example");
    }

    private static void RefuseOneself(string? holder, string other, string role)
    {
        if (holder is not null && AccountName.Same(holder, other))
            throw new UnusableInputException(InputProblem.WaiverRefused, $"{role} ('{Shown(other)}') and the holder ('{holder}') are the same person; somebody else has to decide an exception (four eyes)");
    }

    private static UnusableInputException Missing(string what, string wanted) => new(InputProblem.WaiverUnusable, $"a waiver needs its {what}: give {wanted}");

    private static string Shown(string text) => text.Trim() is { Length: > 60 } long60 ? long60[..60] + "…" : text.Trim();
}
