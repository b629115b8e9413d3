using System.Globalization;
using TikTokBan.Generator.Formats;

namespace TikTokBan.Generator.Exports;

/// <summary>Intune's report <c>AppInvAggregate</c>: the same applications as in the inventory, counted and without devices. What it adds is nothing; a tool must not count it twice.</summary>
internal sealed class IntuneInventoryCounts
{
    private const string Name = "intune/AppInvAggregate_c2a4d8f1-3b6e-4f70-95aa-716202611164";

    private readonly Dictionary<string, (Listed App, string Platform, int Devices)> _counts = new(StringComparer.Ordinal);

    public void Add(Listed app, string platform)
    {
        var known = _counts.GetValueOrDefault(app.Key);
        _counts[app.Key] = (app, platform, known.Devices + 1);
    }

    public void Write(Target target) => target.Csv(Name, zip: true, writer =>
    {
        writer.Quoted("ApplicationId", "ApplicationKey", "ApplicationName", "ApplicationPublisher", "ApplicationShortVersion", "ApplicationVersion", "DeviceCount", "Platform");
        foreach (var (key, (app, platform, devices)) in _counts.OrderBy(count => count.Key, StringComparer.Ordinal))
            writer.Quoted(key, key, app.Name, app.Publisher, app.ShortVersion, app.Version, devices.ToString(CultureInfo.InvariantCulture), platform);
    });
}
