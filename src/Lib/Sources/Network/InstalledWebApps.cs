using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>
/// Traces of web applications in Defender's <c>DeviceProcessEvents</c>, <c>DeviceFileEvents</c> and <c>DeviceRegistryEvents</c>. The
/// application for Windows is one, and a software inventory doesn't list those.
/// </summary>
internal sealed class InstalledWebApps : Shape
{
    private const int At = 0, DeviceId = 1, DeviceName = 2, EntraId = 3, Action = 4, File = 5, Folder = 6, Command = 7, Key = 8, ValueName = 9, ValueData = 10,
        UserName = 11, UserId = 12;

    public override SourceDescriptor Descriptor => SourceDescriptors.SoftwareWebApps;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "timestamp", "deviceid", "devicename", "aaddeviceid", "actiontype", "filename", "folderpath", "processcommandline", "registrykey", "registryvaluename", "registryvaluedata",
        "accountupn|initiatingprocessaccountupn", "accountobjectid|initiatingprocessaccountobjectid",
    ];

    public override bool Fits(Header header) =>
        header.Has("timestamp", "deviceid|devicename", "actiontype") && (header.HasAny("processcommandline", "registrykey") || header.Has("filename", "folderpath"));

    public override string? Map(Row row, Sink sink)
    {
        var at = sink.Time(row, At);
        if (row.Text(Action)?.EndsWith("Deleted", StringComparison.OrdinalIgnoreCase) == true || TraceOf(row, sink) is not { } trace)
            return null;
        var device = new DeviceKeys(EntraDeviceId: Identifiers.Guid(row.Text(EntraId)), DefenderId: row.Text(DeviceId)?.ToLowerInvariant(), Name: row.Text(DeviceName));
        if (device.IsEmpty)
            return "The event names no device.";
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = trace.Conduct,
            Kind = trace.Kind,
            Value = trace.Value,
            Match = trace.Match,
            ObservedAt = at,
            Device = device,
            Person = trace.Conduct == Conduct.Installed ? default : Identifiers.Person(row.Text(UserId), row.Text(UserName), null),
            Doubt = trace.Doubt,
        });
        return null;
    }

    private static WebAppTrace? TraceOf(Row row, Sink sink) =>
        WebAppTrace.OfPackage(sink, row.Text(Command))
        ?? WebAppTrace.OfPackage(sink, row.Text(Folder))
        ?? WebAppTrace.OfPackage(sink, row.Text(Key))
        ?? WebAppTrace.OfCommand(sink, row.Text(Command))
        ?? WebAppTrace.OfRegistration(sink, row.Text(Key), row.Text(ValueName), row.Text(ValueData))
        ?? WebAppTrace.OfShortcut(sink, row.Text(File));
}
