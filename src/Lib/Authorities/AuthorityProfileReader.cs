using System.Security.Cryptography;
using TikTokBan.Directives;
using TikTokBan.Yaml;

namespace TikTokBan.Authorities;

/// <summary>Reads a profile, and refuses every field and word it does not know: a misspelt assumption must not silently assume nothing.</summary>
internal static class AuthorityProfileReader
{
    private static readonly Dictionary<string, Payer> Payers = new() { ["full"] = Payer.Full, ["part"] = Payer.Part, ["none"] = Payer.None };

    private static readonly Dictionary<string, DeviceOwner> Owners = new()
    {
        ["service"] = DeviceOwner.Service,
        ["personal"] = DeviceOwner.Personal,
        ["other"] = DeviceOwner.Other,
    };

    private static readonly Dictionary<string, DeviceType> Types = new()
    {
        ["phone"] = DeviceType.Phone,
        ["tablet"] = DeviceType.Tablet,
        ["computer"] = DeviceType.Computer,
        ["tv"] = DeviceType.Tv,
        ["other"] = DeviceType.Other,
    };

    private static readonly Dictionary<string, string> Ownerships = Same("company", "personal", "unknown");

    private static readonly Dictionary<string, string> Holdings = Same("professional", "sensitive", "defence");

    private static readonly Dictionary<string, string> KnownPopulations = Same([.. FactTable.Populations]);

    public static AuthorityProfile Read(string path) => Read(path, YamlFile.Read(path, YamlLimits.Default, InputProblem.ProfileUnusable));

    public static AuthorityProfile Read(string path, byte[] content)
    {
        var file = YamlFile.Load(path, content, problem: InputProblem.ProfileUnusable);
        file.AllowOnly("name", "directive", "populations", "organisations", "assumptions", "protected", "limits", "approval", "retention");
        var organisations = file.Items("organisations").Select(item => ReadOrganisation(item.AsMapping("each organisation"))).ToList();
        var assumptions = file.Items("assumptions").Select(item => ReadAssumption(item.AsMapping("each assumption"), organisations)).ToList();
        RequireDistinct(file.Items("organisations"), "organisation");
        RequireDistinct(file.Items("assumptions"), "assumption");

        var isProtected = file.Mapping("protected");
        isProtected?.AllowOnly("people", "devices");
        var limits = file.Mapping("limits");
        limits?.AllowOnly("devices", "share", "canary", "scanDays");
        var retention = file.Mapping("retention");
        retention?.AllowOnly("days");
        return new AuthorityProfile
        {
            Name = file.Find("name") is { } name ? ReadText(name, "'name'") : null,
            Directive = file.Text("directive"),
            Populations = ReadPopulations(file),
            Organisations = organisations,
            Assumptions = assumptions,
            ProtectedPeople = isProtected?.Texts("people") ?? [],
            ProtectedDevices = isProtected?.Texts("devices") ?? [],
            LimitDevices = limits?.Integer("devices"),
            LimitShare = (double?)limits?.Find("share")?.AsNumber("'share'", 0, 1),
            LimitCanary = limits?.Integer("canary", minimum: 1),
            LimitScanDays = limits?.Integer("scanDays", minimum: 1),
            Approval = file.Mapping("approval") is { } approval ? ReadApproval(approval) : ApprovalPolicy.Default,
            DemandsApproval = file.Mapping("approval") is not null,
            RetentionDays = retention?.Integer("days", minimum: 1),
            Hash = Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant(),
        };
    }

    private static Organisation ReadOrganisation(YamlMapping item)
    {
        item.AllowOnly("id", "name", "populations", "match");
        var id = item.RequireText("id");
        var match = item.Items("match").Select(line => ReadMatch(line.AsMapping("each line of 'match'"))).ToList();
        if (match.Count == 0)
            throw item.Error($"the organisation '{id}' has no 'match', so nobody would ever belong to it; add at least one line");
        return new Organisation(id, item.Find("name") is { } name ? ReadText(name, "'name'") : null, ReadPopulations(item), match);
    }

    private static OrganisationMatch ReadMatch(YamlMapping line)
    {
        line.AllowOnly("department", "company", "domain", "group", "costCentre");
        if (line.Entries.Count == 0)
            throw line.Error("an empty line of 'match' would fit everybody; name a department, company, domain, group or costCentre");
        return new OrganisationMatch
        {
            Department = OneOrMore(line, "department"),
            Company = OneOrMore(line, "company"),
            Domain = OneOrMore(line, "domain"),
            Group = OneOrMore(line, "group"),
            CostCentre = OneOrMore(line, "costCentre"),
        };
    }

    private static ApprovalPolicy ReadApproval(YamlMapping approval)
    {
        approval.AllowOnly("approvals", "signed", "certificates");
        var certificates = approval.Items("certificates").Select(item => ReadCertificate(item.AsMapping("each certificate"))).ToList();
        var signed = approval.Boolean("signed") ?? false;
        if (signed && certificates.Count == 0)
            throw approval.Error("approvals must be signed, and no certificate is listed to sign with; add one under 'certificates'");
        return new ApprovalPolicy(approval.Integer("approvals", minimum: 1) ?? 1, signed, certificates);
    }

    private static ApproverCertificate ReadCertificate(YamlMapping item)
    {
        item.AllowOnly("account", "sha256");
        var sha256 = item.RequireText("sha256").Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return sha256.Length == 64 && sha256.All(char.IsAsciiHexDigit)
            ? new ApproverCertificate(item.RequireText("account"), sha256)
            : throw item.Error("'sha256' must be the SHA-256 of the certificate: 64 hexadecimal digits");
    }

    private static Assumption ReadAssumption(YamlMapping item, List<Organisation> organisations)
    {
        item.AllowOnly("id", "text", "when", "assume");
        var id = item.RequireText("id");
        var text = ReadText(item.Require("text"), "'text'");
        var when = item.Mapping("when");
        when?.AllowOnly("ownership", "enrolment", "platform", "type", "organisation", "managed");
        foreach (var named in when is null ? [] : OneOrMore(when, "organisation") ?? [])
        {
            if (!named.Contains('*', StringComparison.Ordinal) && organisations.TrueForAll(organisation => organisation.Id != named))
                throw when!.Error($"the assumption '{id}' names the organisation '{named}', which this profile does not have");
        }

        var condition = new AssumptionCondition
        {
            Ownership = when is null ? null : OneOrMore(when, "ownership", Ownerships),
            Enrolment = when is null ? null : OneOrMore(when, "enrolment"),
            Platform = when is null ? null : OneOrMore(when, "platform"),
            Type = when is null ? null : OneOrMore(when, "type", Same([.. Types.Keys])),
            Organisation = when is null ? null : OneOrMore(when, "organisation"),
            Managed = when?.Boolean("managed"),
        };
        return new Assumption(id, text, condition, ReadFacts(item.RequireMapping("assume"), id));
    }

    private static DeviceFacts ReadFacts(YamlMapping assume, string id)
    {
        assume.AllowOnly("type", "owner", "payer", "issued", "enrolled", "managed", "internalAccess", "usedForWork", "holds", "sharedIt", "usedInPerformance", "incidental");
        if (assume.Entries.Count == 0)
            throw assume.Error($"the assumption '{id}' assumes nothing; name at least one fact");
        var payer = assume.Mapping("payer");
        payer?.AllowOnly("purchase", "subscription", "use");
        return new DeviceFacts
        {
            Type = One(assume, "type", Types),
            Owner = One(assume, "owner", Owners),
            Payer = payer is null ? null : new PayerFacts { Purchase = One(payer, "purchase", Payers), Subscription = One(payer, "subscription", Payers), Use = One(payer, "use", Payers) },
            Issued = assume.Boolean("issued"),
            Enrolled = assume.Boolean("enrolled"),
            Managed = assume.Boolean("managed"),
            InternalAccess = assume.Boolean("internalAccess"),
            UsedForWork = assume.Boolean("usedForWork"),
            Holds = assume.Find("holds") is { } holds ? [.. holds.AsSequence("'holds'").Items.Select(item => item.AsOneOf("each of 'holds'", Holdings))] : null,
            SharedIt = assume.Boolean("sharedIt"),
            UsedInPerformance = assume.Boolean("usedInPerformance"),
            Incidental = assume.Boolean("incidental"),
        };
    }

    private static T? One<T>(YamlMapping mapping, string key, Dictionary<string, T> words)
        where T : struct =>
        mapping.Find(key) is { } node ? node.AsOneOf($"'{key}'", words) : null;

    private static List<string>? OneOrMore(YamlMapping mapping, string key, Dictionary<string, string>? words = null)
    {
        if (mapping.Find(key) is not { } node)
            return null;
        var items = node is YamlSequence list ? list.Items : [node];
        if (items.Count == 0)
            throw node.Error($"'{key}' is an empty list, which fits nothing; name a value or leave the key out");
        return [.. items.Select(item => words is null ? item.AsText($"'{key}'") : item.AsOneOf($"'{key}'", words))];
    }

    private static LocalText ReadText(YamlNode node, string what)
    {
        // A text without a language is taken for English, which stands in for every other.
        if (node is not YamlMapping mapping)
            return new LocalText(new Dictionary<string, string> { ["en"] = node.AsText(what) });
        mapping.AllowOnly([.. LocalText.Languages]);
        if (mapping.Entries.Count == 0)
            throw node.Error($"{what} has no text; write one in at least one of {string.Join(", ", LocalText.Languages)}");
        return new LocalText(mapping.Entries.ToDictionary(entry => entry.Key.Text, entry => entry.Value.AsText(what)));
    }

    private static List<string>? ReadPopulations(YamlMapping mapping)
    {
        if (mapping.Find("populations") is not { } node)
            return null;
        // An authority may name populations of its own for a directive of its own.
        return
        [
            .. node.AsSequence("'populations'").Items.Select(item =>
                item.AsText("each of 'populations'") is var text && text.StartsWith("x-", StringComparison.Ordinal) ? text : item.AsOneOf("each of 'populations'", KnownPopulations)),
        ];
    }

    private static void RequireDistinct(IReadOnlyList<YamlNode> items, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var id = item.AsMapping(what).RequireText("id");
            if (!seen.Add(id))
                throw item.Error($"the {what} '{id}' stands twice; give each its own id");
        }
    }

    private static Dictionary<string, string> Same(params string[] words) => words.ToDictionary(word => word);
}
