using System.Globalization;
using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Mdm;

/// <summary>Applications with the number of devices that have them: <c>AppInvAggregate</c>, and Graph's <c>detectedApps</c>.</summary>
internal sealed class InventoryCounts : Shape
{
    private const int Name = 0, Publisher = 1, Platform = 2, Version = 3, Devices = 4;

    public override SourceDescriptor Descriptor => SourceDescriptors.MdmInventoryAggregate;

    public override IReadOnlyList<string> Columns { get; } =
        ["applicationname|displayname|appname", "applicationpublisher|publisher", "platform", "applicationversion|version|applicationshortversion", "devicecount"];

    public override IReadOnlyList<int> Decisive { get; } = [Name, Publisher, Platform];

    public override bool Fits(Header header) => header.Entity is "appinvaggregate" or "detectedapps" || (header.Has(Columns[Name], "devicecount") && !header.Has("deviceid"));

    public override bool IsOfInterest(Row row, Sink sink) => Judge(row, sink).Outcome != MatchOutcome.NotCovered;

    public override string? Map(Row row, Sink sink)
    {
        var match = Judge(row, sink);
        if (match.Outcome == MatchOutcome.NotCovered)
            return null;
        if (!long.TryParse(row.Text(Devices), NumberStyles.None, CultureInfo.InvariantCulture, out var devices))
            return "The number of devices is missing or is no whole number.";
        sink.Add(new ApplicationCountRecord
        {
            Reference = sink.Reference(row),
            Name = row.Text(Name) ?? row.Text(Publisher)!,
            Version = row.Text(Version),
            Platform = PlatformWords.Normal(row.Text(Platform)),
            Devices = devices,
            Match = match,
        });
        return null;
    }

    private static MatchResult Judge(Row row, Sink sink) =>
        sink.Matcher.MatchApplication(row.Text(Name), row.Text(Publisher), PlatformWords.Normal(row.Text(Platform)));
}
