using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>Defender's <c>DeviceNetworkEvents</c>: which program on which device reached which host.</summary>
internal sealed class DeviceNetworkEvents : Shape
{
    private const int Url = 0, Address = 1, At = 2, DeviceId = 3, DeviceName = 4, Program = 5, UserName = 6, UserId = 7, Action = 8, EntraId = 9;

    private static readonly HashSet<string> Browsers = new(StringComparer.OrdinalIgnoreCase)
    {
        "msedge", "chrome", "firefox", "iexplore", "opera", "brave", "vivaldi", "safari", "com.apple.webkit.networking", "google chrome",
        "google chrome helper", "microsoft edge", "microsoft edge helper", "chromium", "librewolf", "msedgewebview2", "waterfox", "tor",
    };

    public override SourceDescriptor Descriptor => SourceDescriptors.NetworkEvents;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "remoteurl", "remoteip", "timestamp", "deviceid", "devicename", "initiatingprocessfilename", "initiatingprocessaccountupn", "initiatingprocessaccountobjectid", "actiontype", "aaddeviceid",
    ];

    public override bool Fits(Header header) => header.HasAny("remoteurl", "remoteip") && header.HasAny("deviceid", "devicename");

    public override string? Map(Row row, Sink sink)
    {
        var at = sink.Time(row, At);
        if (Judge(row, sink, out var kind, out var value) is not { } match)
            return null;
        var device = new DeviceKeys(EntraDeviceId: Identifiers.Guid(row.Text(EntraId)), DefenderId: row.Text(DeviceId)?.ToLowerInvariant(), Name: row.Text(DeviceName));
        if (device.IsEmpty)
            return "The event names no device.";
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = ConductOf(row.Text(Program), sink),
            Kind = kind,
            Value = value,
            Match = match,
            ObservedAt = at,
            Device = device,
            Person = Identifiers.Person(row.Text(UserId), row.Text(UserName), null),
            Doubt = row.Text(Action) is "ConnectionFailed" or "ConnectionAttempt" ? "The connection was tried and did not succeed." : null,
        });
        return null;
    }

    private static MatchResult? Judge(Row row, Sink sink, out IndicatorKind kind, out string value)
    {
        value = row.Text(Url) ?? "";
        if (HostEvidence.Judge(sink, row.Text(Url), out kind) is { } byHost)
            return byHost;
        value = row.Text(Address) ?? "";

        // A host that is named and isn't covered outranks the address, which many hosts may share.
        return HostEvidence.HostOf(row.Text(Url)) is null ? HostEvidence.Judge(sink, row.Text(Address), out kind) : null;
    }

    private static Conduct ConductOf(string? program, Sink sink)
    {
        if (program is null)
            return Conduct.Traffic;
        var name = program.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? program[..^4] : program;
        if (Browsers.Contains(name))
            return Conduct.Web;
        return sink.Matcher.MatchApplication(name, null, null).Outcome is MatchOutcome.Covered or MatchOutcome.Review ? Conduct.Used : Conduct.Traffic;
    }
}
