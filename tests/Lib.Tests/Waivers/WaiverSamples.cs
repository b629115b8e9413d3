using TikTokBan.Directives;
using TikTokBan.Tests.Directives;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Waivers;

/// <summary>A clock that stands still, two directives, and a waiver that asks for what one of them allows.</summary>
internal static class WaiverSamples
{
    public static readonly DateOnly Today = new(2026, 11, 16);

    public static Directive Federal { get; } = Directive.LoadFile(Repository.At("data", "directives", "be-federal-716.yaml"));

    /// <summary>The federal ban as an authority might keep it for itself, with an exception that the sources don't have.</summary>
    public static Directive Own { get; } = WithExceptions(
        """
        exceptions:
          - id: campaign-phone
            kinds: [institutional-communication, dedicated-device]
            approvers: [head, designee]
            documented: true
            blanket: false
            conditions:
              singlePurpose: true
              wifi: false
            basis: Note of the management committee of 2 March 2026
            text:
              en: A phone kept for the authority's own channel.
          - id: investigation
            kinds: [law-enforcement]
            approvers: [head]
            lifts: [Violation]
            basis: Note of the management committee of 2 March 2026, point 4
            text:
              en: Open-source inquiries.
        """);

    public static WaiverGrant Grant => new()
    {
        Holder = "Hanne.Dhooghe@agentschap.example",
        Serial = "SN0EX0000763",
        Application = "tiktok",
        Kind = "institutional-communication",
        Approver = "head",
        ApprovedBy = "Océane Simonis",
        Grantor = "oceane.simonis@agentschap.example",
        Motive = "The authority's own channel during the campaign",
        Evidence = "DOS-2026-0117",
        Conditions = new Dictionary<string, bool> { ["singlePurpose"] = true, ["wifi"] = false },
        Expires = new DateOnly(2027, 1, 31),
    };

    public static Func<string, ApplicationFacts?> Applications => KnownApplications.Find;

    public static WaiverTerms Terms(WaiverGrant grant) => WaiverTerms.Of(grant, Applications);

    public static Directive WithExceptions(string exceptions)
    {
        var folder = Directory.CreateTempSubdirectory("ttb-directive-");
        try
        {
            var path = Path.Combine(folder.FullName, "own.yaml");
            File.WriteAllText(path, File.ReadAllText(Federal.Path).Replace("id: be-federal-716", "id: agency-716", StringComparison.Ordinal) + exceptions + "\n");
            return Directive.LoadFile(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>A clock that stands where a test puts it.</summary>
internal sealed class StandingClock(DateTimeOffset now, TimeSpan offset) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("test", offset, "test", "test");

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
