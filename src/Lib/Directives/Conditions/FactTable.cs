namespace TikTokBan.Directives;

/// <summary>What each fact is called, which values it has, and how it is read from a case.</summary>
internal static class FactTable
{
    /// <summary>Read as: the fact is not known.</summary>
    public const int Unknown = -1;

    private const string ConditionPrefix = "waiver.conditions.";

    private static readonly string[] Bools = ["false", "true"];
    private static readonly string[] Payers = ["none", "part", "full"];

    private static readonly (Fact Fact, string Path, string[] Values)[] Rows =
    [
        (Fact.Date, "date", []),
        (Fact.Application, "application", []),
        (Fact.Conduct, "conduct", ["installed", "used", "web", "traffic", "download", "account"]),
        (Fact.Population, "person.population", []),
        (Fact.Owner, "device.owner", ["service", "personal", "other"]),
        (Fact.Purchase, "device.payer.purchase", Payers),
        (Fact.Subscription, "device.payer.subscription", Payers),
        (Fact.Use, "device.payer.use", Payers),
        (Fact.Type, "device.type", ["phone", "tablet", "computer", "tv", "other"]),
        (Fact.Issued, "device.issued", Bools),
        (Fact.Enrolled, "device.enrolled", Bools),
        (Fact.Managed, "device.managed", Bools),
        (Fact.InternalAccess, "device.internalAccess", Bools),
        (Fact.UsedForWork, "device.usedForWork", Bools),
        (Fact.Holds, "device.holds", ["professional", "sensitive", "defence"]),
        (Fact.SharedIt, "device.sharedIt", Bools),
        (Fact.UsedInPerformance, "device.usedInPerformance", Bools),
        (Fact.Incidental, "device.incidental", Bools),
        (Fact.Network, "network", ["institution", "other"]),
        (Fact.Purpose, "purpose", ["private", "work", "unit-mission", "defence-communication", "institutional-presence"]),
        (Fact.InstalledSince, "installedSince", []),
        (Fact.Necessary, "necessary", Bools),
        (Fact.AllowListed, "allowListed", Bools),
        (Fact.Waiver, "waiver", ["none", "registered"]),
        (Fact.WaiverKind, "waiver.kind", ["authorisation", "operational", "institutional-communication", "law-enforcement", "national-security", "security-research", "dedicated-device"]),
        (Fact.WaiverApprover, "waiver.approver", ["head", "designee", "other"]),
        (Fact.WaiverDocumented, "waiver.documented", Bools),
        (Fact.WaiverBlanket, "waiver.blanket", Bools),
        (Fact.WaiverExpires, "waiver.expires", ["past", "holds"]),
        (Fact.SinglePurpose, ConditionPrefix + "singlePurpose", Bools),
        (Fact.PersonalPhone, ConditionPrefix + "personalPhone", Bools),
        (Fact.InstitutionNetwork, ConditionPrefix + "institutionNetwork", Bools),
        (Fact.Wifi, ConditionPrefix + "wifi", Bools),
        (Fact.StaysAtOffice, ConditionPrefix + "staysAtOffice", Bools),
        (Fact.ConfidentialMeetings, ConditionPrefix + "confidentialMeetings", Bools),
        (Fact.CrosspostOnly, ConditionPrefix + "crosspostOnly", Bools),
    ];

    /// <summary>Every fact, in the order of <see cref="Fact"/>.</summary>
    public static IEnumerable<Fact> All => Rows.Select(row => row.Fact);

    /// <summary>The populations that the contract names; an authority's own begin with <c>x-</c>.</summary>
    public static IReadOnlyList<string> Populations { get; } =
    [
        "be-federal", "be-minister", "be-cabinet", "be-police", "be-defence", "be-diplomat", "be-flanders", "be-flemish-parliament",
        "be-wallonia", "be-fwb", "be-brussels", "be-province", "be-municipality", "eu-commission", "eu-council", "eeas",
        "eu-parliament", "eu-other", "us-agency", "us-contractor", "us-house", "us-senate", "us-state", "ca-federal", "ca-house",
        "fr-state", "nl-state", "uk-government", "fi-official", "ee-mod", "dk-parliament", "de-federal", "de-mod", "de-moi",
        "in-resident", "private-sector", "citizen",
    ];

    /// <summary>The seven named conditions of a waiver, as a case writes them.</summary>
    public static IReadOnlyList<string> WaiverConditions { get; } =
        [.. Rows.Where(row => row.Path.StartsWith(ConditionPrefix, StringComparison.Ordinal)).Select(row => row.Path[ConditionPrefix.Length..])];

    public static string Path(Fact fact) => Rows[(int)fact].Path;

    /// <summary>The names of the values; empty for days, populations and applications, which are not lists of names.</summary>
    public static IReadOnlyList<string> Values(Fact fact) => Rows[(int)fact].Values;

    public static bool IsPopulation(string name) =>
        Populations.Contains(name) || (name.Length > 2 && name.StartsWith("x-", StringComparison.Ordinal) && name.All(c => c is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')));

    public static Fact? Find(string path)
    {
        foreach (var row in Rows)
        {
            if (row.Path == path)
                return row.Fact;
        }

        return null;
    }

    /// <summary>How many values a case can give: one for each name, but for what a device holds each set of names.</summary>
    public static int RawValues(Fact fact) => fact == Fact.Holds ? 1 << Values(fact).Count : Values(fact).Count;

    /// <summary>The number of the value that the case gives, or <see cref="Unknown"/>. Only for facts that have <see cref="Values"/>.</summary>
    public static int Read(Fact fact, CaseFacts facts) => fact switch
    {
        Fact.Conduct => (int)facts.Conduct,
        Fact.Owner => (int?)facts.Device?.Owner ?? Unknown,
        Fact.Purchase => (int?)facts.Device?.Payer?.Purchase ?? Unknown,
        Fact.Subscription => (int?)facts.Device?.Payer?.Subscription ?? Unknown,
        Fact.Use => (int?)facts.Device?.Payer?.Use ?? Unknown,
        Fact.Type => (int?)facts.Device?.Type ?? Unknown,
        Fact.Issued => Of(facts.Device?.Issued),
        Fact.Enrolled => Of(facts.Device?.Enrolled),
        Fact.Managed => Of(facts.Device?.Managed),
        Fact.InternalAccess => Of(facts.Device?.InternalAccess),
        Fact.UsedForWork => Of(facts.Device?.UsedForWork),
        Fact.Holds => Set(facts.Device?.Holds),
        Fact.SharedIt => Of(facts.Device?.SharedIt),
        Fact.UsedInPerformance => Of(facts.Device?.UsedInPerformance),
        Fact.Incidental => Of(facts.Device?.Incidental),
        Fact.Network => Of(fact, facts.Network),
        Fact.Purpose => Of(fact, facts.Purpose),
        Fact.Necessary => Of(facts.Necessary),
        Fact.AllowListed => Of(facts.AllowListed),
        Fact.Waiver => facts.Waiver is not null ? 1 : facts.HasNoWaiver ? 0 : Unknown,
        Fact.WaiverKind => Of(fact, facts.Waiver?.Kind),
        Fact.WaiverApprover => Of(fact, facts.Waiver?.Approver),
        Fact.WaiverDocumented => Of(facts.Waiver?.Documented),
        Fact.WaiverBlanket => Of(facts.Waiver?.Blanket),
        Fact.WaiverExpires => facts.Waiver?.Expires is { } last ? (last >= facts.Date ? 1 : 0) : Unknown,
        >= Fact.SinglePurpose and <= Fact.CrosspostOnly => Condition(facts.Waiver?.Conditions, fact),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "This fact is not one of a list of values."),
    };

    private static int Of(bool? value) => value is { } known ? (known ? 1 : 0) : Unknown;

    // A word that the contract doesn't know says nothing, so the fact stays unknown rather than being taken for another value.
    private static int Of(Fact fact, string? value) => value is null ? Unknown : Array.IndexOf(Rows[(int)fact].Values, value);

    private static int Set(IReadOnlyList<string>? names)
    {
        if (names is null)
            return Unknown;
        var set = 0;
        foreach (var name in names)
        {
            var value = Of(Fact.Holds, name);
            if (value == Unknown)
                return Unknown;
            set |= 1 << value;
        }

        return set;
    }

    private static int Condition(IReadOnlyDictionary<string, bool>? conditions, Fact fact) =>
        conditions is not null && conditions.TryGetValue(WaiverConditions[fact - Fact.SinglePurpose], out var met) ? (met ? 1 : 0) : Unknown;
}
