using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Reports;

/// <summary>A made-up authority's scan, the same for the same arguments. Every personal value in it starts or ends with a mark of its own, so that it can be searched for.</summary>
internal static class SampleScan
{
    private static readonly string[] Applications = ["tiktok", "tiktok-lite", "tiktok-studio", "capcut", "lemon8"];
    private static readonly string[] ApplicationTitles = ["TikTok", "TikTok Lite", "TikTok Studio", "CapCut", "Lemon8"];
    private static readonly string[] Organisations = ["mobility", "finance", "justice", "health", "chancellery", "archives"];
    private static readonly string[] OrganisationTitles = ["FPS Mobility", "FPS Finance", "FPS Justice", "FPS Health", "FPS Chancellery", "State Archives"];
    private static readonly string[] Platforms = ["ios", "android", "ipados", "windows", "macos"];
    private static readonly string[] Sources = ["mdm.inventory", "mail.trace", "network.dns", "mdm.apps"];
    private static readonly string[] SourceTitles = ["Intune app inventory", "Exchange message trace", "DNS log", "Defender software inventory"];
    private static readonly string[] FirstNames = ["Anke", "Bruno", "Chloé", "Dries", "Élise", "Farid", "Griet", "Hugo", "Inès", "Joris"];
    private static readonly string[] LastNames = ["Zonnebloem", "Vandermolen", "Dubosquet", "Kesteloot", "Lambertine", "Quintart", "Rozemarijn", "Tilleul"];

    /// <summary>When the sample's evidence ends.</summary>
    public static readonly DateTimeOffset End = new(2023, 4, 2, 9, 30, 0, TimeSpan.Zero);

    public static ScanResult Make(int exposures = 120, int devices = 1200, int people = 900, int seed = 7, string scanId = "3f9c2a61b7d04e58")
    {
        var random = new Random(seed);
        var list = Enumerable.Range(0, exposures).Select(index => One(random, index)).ToList();
        return From(Ordered(list), devices, people, scanId);
    }

    /// <summary>A scan of exactly these exposures, with the numbers that follow from them.</summary>
    public static ScanResult From(IReadOnlyList<Exposure> exposures, int devices = 1200, int people = 900, string scanId = "3f9c2a61b7d04e58")
    {
        var unseen = devices / 11;
        var summary = new ScanSummary
        {
            ScanId = scanId,
            Authority = "Federal Service of Examples",
            Directive = "be-federal-716",
            AsOf = new DateOnly(2023, 4, 2),
            Catalogue = "2026.11 a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90",
            DirectiveHash = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
            Devices = devices,
            DevicesUnseen = unseen,
            People = people,
            Exposures = exposures.Count,
            ExposedDevices = exposures.Select(one => one.Device?.Id).OfType<string>().Distinct().Count(),
            ExposedPeople = exposures.Select(one => one.Person?.Id).OfType<string>().Distinct().Count(),
            ByVerdict = Enum.GetValues<Verdict>().Reverse().ToDictionary(verdict => verdict.ToString(), verdict => exposures.LongCount(one => one.Verdict == verdict)),
            ByApplication = Break(exposures, one => [one.Application], Applications, ApplicationTitles),
            ByOrganisation = Break(exposures, one => [one.Organisation ?? ""], [.. Organisations, ""], [.. OrganisationTitles, "Not known"]),
            BySource = Break(exposures, one => one.Evidence.Select(piece => piece.Source).Distinct(), Sources, SourceTitles),
            ByPlatform = Break(exposures, one => [one.Device?.Platform ?? ""], [.. Platforms, ""], ["iOS", "Android", "iPadOS", "Windows", "macOS", "Not known"]),
            UnseenByReason = new Dictionary<string, long> { ["personal-devices"] = unseen - 12, ["no-contact-for-30-days"] = Math.Min(unseen, 9), ["not-in-device-management"] = Math.Min(unseen, 3) },
            Assumptions = [new UsedAssumption("company-is-paid", "A device that MDM calls company-owned is paid in full unless the register says otherwise.", exposures.Count / 2)],
            Suspicious = 6,
        };
        return new ScanResult(summary, Coverage(), exposures, Rejected(), [new UnrecognisedFile("notes.csv", "no reader knows the header \"Datum;Wie;Wat\"")]);
    }

    public static Exposure One(Random random, int index)
    {
        var application = Pick(random, 70, 85, 92, 97, 100);
        var organisation = Pick(random, 34, 60, 78, 90, 97, 100);
        var verdict = (Verdict)(7 - Pick(random, 38, 46, 50, 78, 88, 94, 98, 100));
        var platform = Platforms[Pick(random, 50, 80, 88, 97, 100)];
        var hasDevice = random.Next(10) > 0;
        var name = $"{FirstNames[index % FirstNames.Length]} {LastNames[index / 3 % LastNames.Length]}-{index:D5}";
        var upn = $"persoon{index:D5}@voorbeeld.example";
        var seen = End.AddHours(-random.Next(1, 700));
        var missing = verdict != Verdict.Review ? Array.Empty<string>()
            : random.Next(3) == 0 ? ["device.payer.purchase", "device.payer.subscription", "device.payer.use"]
            : random.Next(2) == 0 ? ["device.owner"] : ["person.population"];
        var source = Pick(random, 60, 80, 95, 100);
        return new Exposure
        {
            Id = $"x{seedHex(random)}{index:x5}",
            Application = Applications[application],
            Class = application < 3 ? "tiktok_service" : "bytedance_other",
            Conducts = source == 1 ? [Conduct.Account] : random.Next(4) == 0 ? [Conduct.Installed, Conduct.Used] : [Conduct.Installed],
            Device = hasDevice ? Device(index, platform, seen) : null,
            Person = hasDevice && random.Next(8) == 0 ? null : Person(index, name, upn),
            Organisation = random.Next(30) == 0 ? null : Organisations[organisation],
            FirstSeen = seen.AddDays(-random.Next(2, 90)),
            LastSeen = seen,
            Confidence = source == 0 ? Confidence.Confirmed : random.Next(2) == 0 ? Confidence.Probable : Confidence.Possible,
            Evidence = Evidence(index, source, seen, random.Next(3) == 0),
            Directive = "be-federal-716",
            Verdict = verdict,
            Deadline = verdict == Verdict.RemoveBy ? new DateOnly(2023, 4, 10) : null,
            Rule = verdict == Verdict.Review ? null : "be-federal-716.paid",
            Basis = "Decision of the National Security Council of 10 March 2023, devices paid wholly or partly",
            Reasons = [$"The purchase of {hasDevice switch { true => "the device", _ => "a device" }} is paid in full by the authority.", "Declared assumption: company-owned devices are paid in full."],
            Missing = missing,
        };

        static string seedHex(Random random) => random.Next(1 << 24).ToString("x6", System.Globalization.CultureInfo.InvariantCulture);
    }

    public static ExposedPerson Person(int index, string name, string upn) => new()
    {
        Id = $"7b1e0000-0000-4000-8000-{index:x12}",
        UserPrincipalName = upn,
        DisplayName = name,
        Department = $"Afdeling-{index % 7}-geheim",
        Language = index % 2 == 0 ? "nl-BE" : "fr-BE",
        Population = ["be-federal"],
    };

    public static ExposedDevice Device(int index, string platform, DateTimeOffset contact) => new()
    {
        Id = $"dev-{index:x5}-key",
        IntuneId = $"1a2b0000-0000-4000-9000-{index:x12}",
        EntraDeviceId = $"3c4d0000-0000-4000-a000-{index:x12}",
        Name = $"TOESTEL-{index:D5}",
        Platform = platform,
        OsVersion = "16.3.1",
        Model = "Model-" + platform,
        Serial = $"SERIE{index:D7}",
        Enrolment = "automated",
        Ownership = "company",
        Address = $"10.9.{index / 250 % 250}.{index % 250}",
        LastContact = contact,
        Facts = new DeviceFacts { Type = DeviceType.Phone, Owner = DeviceOwner.Service, Payer = new PayerFacts { Purchase = Payer.Full, Use = Payer.Part }, Holds = [], Issued = true },
    };

    public static IReadOnlyList<Exposure> Ordered(IEnumerable<Exposure> exposures) =>
    [
        .. exposures.OrderByDescending(one => one.Verdict).ThenBy(one => one.Application, StringComparer.Ordinal)
            .ThenBy(one => one.Organisation, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal),
    ];

    private static Evidence[] Evidence(int index, int source, DateTimeOffset seen, bool also)
    {
        Evidence first = source == 1
            ? new("mail.trace", IndicatorKind.Sender, Conduct.Account, seen, "account.tiktok.com", $"register@account.tiktok.com to privemail{index:D5}@elders.example", MatchOutcome.Covered, "An account mail of the service.", $"mail/trace.csv:{index + 2}")
            : new(Sources[source], IndicatorKind.Bundle, Conduct.Installed, seen, "com.zhiliaoapp.musically", "com.zhiliaoapp.musically", MatchOutcome.Covered, "The bundle id of TikTok.", $"intune/apps.csv:{index + 2}");
        return also
            ? [first, new Evidence("network.dns", IndicatorKind.Domain, Conduct.Traffic, null, "tiktokv.com", "api16-normal.tiktokv.com", MatchOutcome.Covered, "A domain of TikTok.", $"dns.log:{index + 9}")]
            : [first];
    }

    private static IReadOnlyList<SourceCoverage> Coverage() =>
    [
        Cover("mdm.inventory", "Intune app inventory", "intune/apps.csv", "read", 48211, 3, 96, [new("personal-devices", "Applications on personally owned devices are not listed."), new("stale-inventory", "A device that has not reported for 7 days shows what it had then.")]),
        Cover("mdm.devices", "Intune device list", "intune/devices.csv", "read", 1200, 0, 0, []),
        Cover("mail.trace", "Exchange message trace", "mail/trace.csv", "partial", 20933, 2, 31, [new("private-mailboxes", "An account opened with a private address leaves no mail here.")]) with { Problem = "The file ends in the middle of line 20936." },
        Cover("network.dns", "DNS log", "dns.log", "read", 903111, 0, 44, [new("mobile-data", "Traffic over mobile data does not pass this resolver.")]),
        Cover("network.firewall", "Firewall log", "", "absent", 0, 0, 0, [new("roaming", "Devices outside the network are not seen.")]),
    ];

    private static SourceCoverage Cover(string id, string title, string location, string state, long read, long rejected, long observations, IReadOnlyList<BlindSpot> blind) => new()
    {
        Source = id,
        Title = title,
        Location = location,
        State = state,
        RowsRead = read,
        RowsRejected = rejected,
        Observations = observations,
        From = state == "absent" ? null : End.AddDays(-30),
        To = state == "absent" ? null : End,
        BlindTo = blind,
    };

    private static IReadOnlyList<RejectedRow> Rejected() =>
    [
        new("intune/apps.csv", 812, "the date \"31/31/2023\" is none; write it as 2023-03-31"),
        new("intune/apps.csv", 813, "the device of geweigerd@voorbeeld.example has no id"),
        new("intune/apps.csv", 4400, "6 columns where the header has 9"),
        new("mail/trace.csv", 77, "=cmd|' /C calc'!A0 is no address"),
        new("mail/trace.csv", 20936, "the line is not complete"),
    ];

    private static IReadOnlyList<Breakdown> Break(IReadOnlyList<Exposure> exposures, Func<Exposure, IEnumerable<string>> keys, string[] ids, string[] titles) =>
    [
        .. ids.Select((id, index) => (Id: id, Title: titles[index], Of: exposures.Where(one => keys(one).Contains(id)).ToList()))
            .Where(row => row.Of.Count > 0)
            .Select(row => new Breakdown(row.Id, row.Title, row.Of.Count, row.Of.GroupBy(one => one.Verdict).OrderByDescending(group => group.Key).ToDictionary(group => group.Key.ToString(), group => group.LongCount()))),
    ];

    private static int Pick(Random random, params int[] cumulative)
    {
        var roll = random.Next(100);
        return Array.FindIndex(cumulative, limit => roll < limit);
    }
}
