using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Mdm;

/// <summary>How far an application's assignment got on each device: <c>DeviceInstallStatusByApp</c>. The report is made for one application and doesn't name it; where a column was added that does, an installed covered application is an observation.</summary>
internal sealed class InstallStatus : Shape
{
    private const int DeviceId = 0, DeviceName = 1, State = 2, StateText = 3, UserId = 4, UserName = 5, Platform = 6, Version = 7, Modified = 8, Application = 9, ApplicationId = 10, Intent = 11, Detail = 12, Error = 13;

    public override SourceDescriptor Descriptor => SourceDescriptors.MdmInstallStatus;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "deviceid", "devicename", "appinstallstate|installstate", "appinstallstateloc|installstateloc", "userid", "userprincipalname|username", "platform",
        "appversion", "lastmodifieddatetime", "applicationname|appname|displayname", "applicationid|appid", "applicationintent",
        "appinstallstatedetailsloc|installstatedetailloc|appinstallstatedetails|installstatedetail", "hexerrorcode|errorcode",
    ];

    public override bool Fits(Header header) => header.Entity == "deviceinstallstatusbyapp" || header.Has("deviceid", "appinstallstate|installstate");

    public override string? Map(Row row, Sink sink)
    {
        var device = new DeviceKeys(IntuneId: Identifiers.Guid(row.Text(DeviceId)), Name: row.Text(DeviceName));
        if (device.IsEmpty)
            return "The row names no device.";
        var state = StateOf(row.Text(State)) ?? StateOf(row.Text(StateText)) ?? "unknown";
        var status = new InstallStatusRecord
        {
            Reference = sink.Reference(row),
            Device = device,
            Person = Identifiers.Person(row.Text(UserId), row.Text(UserName), null),
            Application = sink.Shared(row.Text(Application)),
            ApplicationId = Identifiers.Guid(row.Text(ApplicationId)),
            State = state,
            Words = WordsOf(row),
            ObservedAt = sink.Time(row, Modified),
        };
        sink.Add(status);

        // Under an order to remove it, what is installed is what the order was about; how that went, only a failure tells.
        var isInstalled = state == "uninstallFailed" || (state == "installed" && row.Text(Intent) != "uninstall");
        if (isInstalled && status.Application is { } name)
            AddObservation(row, sink, status, name);
        return null;
    }

    private void AddObservation(Row row, Sink sink, InstallStatusRecord status, string name)
    {
        var match = sink.Matcher.MatchApplication(name, null, PlatformWords.Normal(row.Text(Platform)));
        if (match.Outcome == MatchOutcome.NotCovered)
            return;
        sink.Add(new Observation
        {
            Reference = status.Reference,
            Source = Descriptor.Id,
            Conduct = Conduct.Installed,
            Kind = IndicatorKind.Name,
            Value = name,
            Match = match,
            ObservedAt = status.ObservedAt,
            Version = row.Text(Version),
            Device = status.Device,
            Person = status.Person,
        });
    }

    // Where only the code of a text is given, it is nobody's word.
    private static string? WordsOf(Row row)
    {
        var detail = row.Text(Detail) is { } text && text.Any(char.IsAsciiLetter) ? text : null;
        var code = row.Text(Error) is { } error && error.AsSpan().TrimStart("0xX").Length > 0 ? error : null;
        return (detail, code) switch
        {
            (null, null) => null,
            (null, _) => code,
            (_, null) => detail,
            _ => $"{detail.TrimEnd('.')} ({code})",
        };
    }

    // Numbers are those of the service's enumeration of results.
    private static string? StateOf(string? text) => text?.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "1" or "installed" => "installed",
        "2" or "failed" => "failed",
        "3" or "notinstalled" or "uninstalled" => "notInstalled",
        "4" or "uninstallfailed" => "uninstallFailed",
        "5" or "pendinginstall" or "installpending" => "pendingInstall",
        "-1" or "notapplicable" => "notApplicable",
        "99" or "unknown" => "unknown",
        _ => null,
    };
}
