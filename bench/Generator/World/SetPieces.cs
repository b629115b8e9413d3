namespace TikTokBan.Generator.World;

/// <summary>Places the cases on devices that a correct tool has to get right one by one. What the exports of the other sources add stands beside them.</summary>
internal static class SetPieces
{
    private const string Inventory = "intune/AppInvRawData";

    public static void Place(AuthorityWorld world)
    {
        Payers(world);
        Enrolments(world);
        Identities(world);
        Values(world);
        People(world);
    }

    private static void Payers(AuthorityWorld world)
    {
        Piece(world, "paid-in-full", Archetype.IPhoneCompany, "Violation", "Bought and paid by the authority.", new("full", "full", "full", "service", "yes"));
        Piece(world, "paid-in-part", Archetype.AndroidWorkProfile, "Violation", "A personal phone whose subscription the authority pays in part: a part is enough.", new("none", "part", "none", "personal", "no"));
        Piece(world, "unpaid-personal", Archetype.AndroidWorkProfile, "Advise", "A personal phone that is used for work and costs the authority nothing: advice only.", new("none", "none", "none", "personal", "no"));
        Piece(world, "payer-unknown", Archetype.AndroidWorkProfile, "Review", "The register says that nobody knows who pays: Review, and the three shares are named as missing.", new("unknown", "unknown", "unknown", "personal", "no"));
        Piece(world, "payer-not-registered", Archetype.AndroidWorkProfile, "Review", "The register doesn't know this personal phone, and the profile assumes nothing about the payer of a personal phone: Review.", null);

        Piece(world, "agreement-ended", Archetype.AndroidWorkProfile, "Advise", "The authority paid a part of the subscription until the end of last year: that line no longer decides.", new("none", "none", "none", "personal", "no", Ended: true));

        var line = Piece(world, "known-by-its-line", Archetype.IPhoneCompany, "Violation", "Device management doesn't know whose it is and the asset list doesn't have it; the telecom list pays its subscription, and knows it by IMEI alone.", new("", "full", "full", "service", "yes"));
        line.Ownership = "Unknown";

        var owner = Free(world, Archetype.IPhoneCompany);
        owner.Ownership = "Unknown";
        owner.Funding = null;
        owner.Apps = [TikTok(world, owner)];
        world.Cases.Add(new("ownership-unknown", Inventory, "Device management doesn't know whose it is and the register doesn't know it: Review, never 'company' because of its enrolment.", "covered", "Review", owner.Serial, owner.Holder!.Upn, owner.Apps[0].Name));

        var hidden = Free(world, Archetype.IPhonePersonal);
        hidden.HiddenTikTok = true;
        hidden.Funding = new("none", "none", "none", "personal", "no");
        world.Cases.Add(new("personal-iphone-with-internal-access", "defender/DeviceTvmSoftwareInventory.json", "Intune shows no unmanaged application of a personal iPhone; Defender's inventory does: advice only.", "covered", "Advise", hidden.Serial, hidden.Holder!.Upn, "tiktok"));
    }

    private static void Enrolments(AuthorityWorld world)
    {
        Funding paid = new("full", "full", "full", "service", "yes");
        Piece(world, "shared-ipad", Archetype.IPadShared, "Violation", "A shared iPad: a violation of the device, held against no person.", paid);
        Piece(world, "android-fully-managed", Archetype.AndroidFullyManaged, "Violation", "Fully managed by the authority.", paid);
        Piece(world, "android-company-work-profile", Archetype.AndroidCope, "Violation", "Company phone with a work profile; only the work side is visible.", paid);
        Piece(world, "android-dedicated", Archetype.AndroidDedicated, "Violation", "A dedicated phone without a user.", paid);
        var blind = Free(world, Archetype.AndroidAosp);
        world.Cases.Add(new("android-aosp", "intune/Devices", "No inventory exists of an AOSP device: coverage says that it is not seen; it is not 'clean'.", Serial: blind.Serial));
    }

    private static void Identities(AuthorityWorld world)
    {
        Funding paid = new("full", "full", "full", "service", "yes");
        var gone = world.People.First(person => !person.InDirectory);
        var orphan = Piece(world, "owner-left", Archetype.IPhoneCompany, "Violation", "Its holder is no longer in the directory; the device is found all the same.", paid);
        orphan.Holder = gone;
        Replace(world, "owner-left", known => known with { Upn = gone.Upn });

        var old = Piece(world, "enrolled-twice", Archetype.IPhoneCompany, "Violation", "Enrolled anew after a repair: two device ids, one serial number, one exposure.", paid);
        var again = Free(world, Archetype.IPhoneCompany);
        again.Serial = old.Serial;
        again.Holder = old.Holder;
        again.Name = old.Name;
        again.DirectoryName = old.Name;
        again.Apps = old.Apps;
        again.Funding = null;
        old.Enrolled = AuthorityWorld.Now.AddDays(-700);
        old.LastContact = AuthorityWorld.Now.AddDays(-61);
        again.Enrolled = AuthorityWorld.Now.AddDays(-58);
        again.LastContact = AuthorityWorld.Now.AddHours(-5);

        var versions = Piece(world, "several-versions", Archetype.AndroidFullyManaged, "Violation", "Three versions of TikTok on one phone: three pieces of evidence, one exposure.", paid);
        versions.Apps = [new("TikTok", "", "41.2.3", ""), new("TikTok", "", "42.0.1", ""), new("TikTok Lite", "", "42.1.0", "")];

        var renamed = Piece(world, "two-names", Archetype.IPhoneCompany, "Violation", "Renamed in Intune, not in the directory: one device, joined by id.", paid);
        renamed.Name = "GSM-Inspection, équipe « Nord »";
        renamed.DirectoryName = "iPhone";

        foreach (var id in (string[])["no-directory-id-1", "no-directory-id-2"])
        {
            var unregistered = Piece(world, id, Archetype.IPhoneCompany, "Violation", "The directory id is all zeros, as on other devices: zeros join nothing, so these stay two devices.", paid);
            unregistered.EntraId = Guid.Empty;
        }
    }

    private static void Values(AuthorityWorld world)
    {
        foreach (var (id, name) in AppsOfInterest.StrangeTitles)
        {
            var device = Piece(world, id, Archetype.IPhoneCompany, "Violation", "TikTok under another title.", new("full", "full", "full", "service", "yes"));
            device.Apps = [device.Apps[0] with { Name = name }];
            Replace(world, id, known => known with { Value = name });
        }
        Other(world, "confusable", Archetype.AndroidFullyManaged, "ТіkТоk", "suspicious", "Cyrillic letters that look Latin: something poses as TikTok. Suspicious, and no proof of TikTok.", null);
        Other(world, "downloader", Archetype.AndroidFullyManaged, "SSS Video Downloader for TikTok - No Watermark", "notCovered", "A third party's downloader is not TikTok.", null);
        Other(world, "tiktoken", Archetype.WindowsCompany, "tiktoken 0.12.0", "notCovered", "A programming library whose name happens to contain 'tiktok'.", null);
        Other(world, "capcut", Archetype.IPhoneCompany, "CapCut", "review", "Another application of ByteDance: the policy owner decides whether it is covered; circular no. 716 doesn't name it.", "OutOfScope");
        Other(world, "lemon8", Archetype.IPhoneCompany, "Lemon8", "review", "Another application of ByteDance: the policy owner decides whether it is covered; circular no. 716 doesn't name it.", "OutOfScope");
        Other(world, "lark", Archetype.WindowsCompany, "Lark", "review", "An enterprise product of ByteDance: the policy owner decides whether it is covered; circular no. 716 doesn't name it.", "OutOfScope");
        Piece(world, "windows-store", Archetype.WindowsCompany, "Violation", "The application from the Microsoft Store.", new("full", "none", "none", "service", "yes"));
        var mac = Piece(world, "mac-link", Archetype.MacCompany, "Violation", "A Mac's inventory also lists links in cloud folders: probable, not confirmed.", new("full", "none", "none", "service", "yes"));
        mac.Apps = [new("TikTok", "", "1", "1")];
    }

    private static void People(AuthorityWorld world)
    {
        Funding paid = new("full", "full", "full", "service", "yes");
        var phone = Piece(world, "minister", Archetype.IPhoneCompany, "Review", "The minister's communication phone has a waiver, and the circular knows no exception: a person has to decide. It is protected too, so no plan may touch it.", paid);
        phone.Holder = world.Minister;
        Replace(world, "minister", known => known with { Upn = world.Minister.Upn });

        foreach (var (id, verdict, text) in (ReadOnlySpan<(string, string, string)>)[
            ("waiver-valid", "Review", "A waiver in force, under a circular that knows no exceptions: it exempts nobody, and a person has to decide."),
            ("waiver-expired", "Violation", "Its waiver expired on 31 March 2026."),
            ("waiver-revoked", "Violation", "Its waiver was revoked on 1 September 2026."),
            ("waiver-blanket", "Review", "Covered by nothing but a waiver given to everybody at once: it exempts nobody, and a person has to decide."),
        ])
        {
            var device = Piece(world, id, Archetype.IPhoneCompany, verdict, text, paid);
            var holder = device.Holder = world.Staff(Unit.Communication, world.Cases.Count % 5);
            Replace(world, id, known => known with { Upn = holder.Upn });
        }

        var contractor = world.Staff(Unit.Contractors, 0);
        var own = Piece(world, "contractor", Archetype.AndroidWorkProfile, "OutOfScope", "A contractor's own phone: the contractor is not among those whom the circular binds.", new("none", "none", "none", "personal", "no"));
        own.Holder = contractor;
        Replace(world, "contractor", known => known with { Upn = contractor.Upn });
    }

    private static Device Piece(AuthorityWorld world, string id, Archetype archetype, string verdict, string expect, Funding? funding)
    {
        var device = Free(world, archetype);
        device.Funding = funding;
        device.Apps = [TikTok(world, device)];
        world.Cases.Add(new(id, Inventory, expect, "covered", verdict, device.Serial, device.Holder?.Upn, device.Apps[0].Name));
        return device;
    }

    private static void Other(AuthorityWorld world, string id, Archetype archetype, string name, string result, string expect, string? verdict)
    {
        var device = Free(world, archetype);
        device.Apps = [AppsOfInterest.Named(world.Draw("set-piece", device.Index), archetype, name)];
        world.Cases.Add(new(id, Inventory, expect, result, verdict, device.Serial, device.Holder?.Upn, name));
    }

    private static void Replace(AuthorityWorld world, string id, Func<ExpectedCase, ExpectedCase> change)
    {
        var at = world.Cases.FindIndex(known => known.Id == id);
        world.Cases[at] = change(world.Cases[at]);
    }

    /// <summary>Reading from the end keeps the low numbers for the ordinary devices, which a reader looks at first. The holder is somebody whom the circular binds.</summary>
    private static Device Free(AuthorityWorld world, Archetype archetype)
    {
        var device = world.Devices.Last(device => device.Archetype == archetype && !device.Taken
            && (device.Holder is null || (device.Holder.Enabled && device.Holder.Unit != Unit.Contractors && device.Holder != world.Minister)));
        device.Taken = true;
        // Whatever chance put on it must not blur the case.
        device.Apps = [];
        device.HiddenTikTok = false;
        return device;
    }

    private static App TikTok(AuthorityWorld world, Device device) =>
        AppsOfInterest.Named(world.Draw("set-piece", device.Index), device.Archetype, "TikTok");
}
