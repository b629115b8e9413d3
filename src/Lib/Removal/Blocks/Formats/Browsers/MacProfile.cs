using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Removal.Blocks.Formats.Browsers;

/// <summary>A configuration profile with the policy of each browser. Its identifiers stay the same from list to list, so that a newer one takes its place.</summary>
internal sealed class MacProfile : BlockFormat
{
    public override BlockListKind Kind => BlockListKind.MacProfile;

    public override string Title => "Configuration profile for Chrome, Edge and Firefox on macOS";

    public override IReadOnlyList<string> Install =>
    [
        "Intune: Devices, macOS, Configuration, Create, Templates, Custom; deployment channel Device; this file. Any other MDM takes it, too.",
        "If another profile sets the same policy, put the entries of both into one: macOS promises no order among profiles.",
    ];

    public override IReadOnlyList<string> Test =>
    [
        "chrome://policy and edge://policy must show URLBlocklist without an error, about:policies WebsiteFilter.",
        $"https://{BlockNotes.BlockedSite} must say that it is blocked, and https://www.belgium.be must open.",
    ];

    public override IReadOnlyList<string> Undo => ["Take back the assignment of the profile, or remove the profile."];

    public override string Limit => "Safari and other browsers, and everything that is no browser.";

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes)
    {
        var hosts = ChromiumBrowser.Entries(selection);
        var text = new PlistText(notes);
        text.Open("dict");
        text.Key("PayloadContent").Open("array");
        foreach (var browser in new[] { ChromiumBrowser.Chrome, ChromiumBrowser.Edge })
        {
            Payload(text, browser.MacPayload, selection);
            text.Key(ChromiumBrowser.Policy).Array(hosts).Close("dict");
        }

        Payload(text, "org.mozilla.firefox", selection);
        text.Key("EnterprisePoliciesEnabled").Value(true);
        text.Key("WebsiteFilter").Open("dict").Key("Block").Array(FirefoxPolicy.Patterns(selection)).Close("dict").Close("dict");
        text.Close("array");
        text.Key("PayloadDisplayName").Value($"Blocked by {selection.Directive.Id}");
        text.Key("PayloadDescription").Value($"Catalogue {selection.CatalogueVersion}, as of {selection.AsOf:yyyy-MM-dd}");
        text.Key("PayloadScope").Value("System");
        Identify(text, "Configuration", Identifier(selection));
        text.Close("dict");
        return [new(null, ".mobileconfig", text.End())];
    }

    private static void Payload(PlistText text, string type, BlockSelection selection)
    {
        text.Open("dict");
        Identify(text, type, $"{Identifier(selection)}.{type}");
    }

    private static void Identify(PlistText text, string type, string identifier)
    {
        text.Key("PayloadType").Value(type);
        text.Key("PayloadVersion").Value(1);
        text.Key("PayloadIdentifier").Value(identifier);
        text.Key("PayloadUUID").Value(Uuid(identifier));
    }

    private static string Identifier(BlockSelection selection) => $"tiktokban.block-list.{selection.Directive.Id}";

    /// <summary>A UUID of the form that RFC 9562 leaves to the maker (version 8), always the same for a name.</summary>
    private static string Uuid(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D").ToUpperInvariant();
    }
}
