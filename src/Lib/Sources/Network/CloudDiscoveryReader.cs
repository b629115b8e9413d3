using System.Runtime.CompilerServices;
using System.Text.Json;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Network;

/// <summary>
/// Reads what cloud discovery found: of each stream of logs its applications, and of those that are covered the people and
/// devices, unless the stream hides them. The service is beta, so it is read only where it is asked for.
/// </summary>
internal sealed class CloudDiscoveryReader : LiveReader
{
    private const string Streams = "beta/security/dataDiscovery/cloudAppDiscovery/uploadedStreams";

    public override Shape Shape { get; } = new CloudDiscovery();

    public override string Location => "graph/cloudAppDiscovery";

    // An application's id recurs in each stream and with each of its people.
    public override string? IdProperty => null;

    public override bool IsOptional => true;

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        scan.DemandCloud(NetworkOperations.DiscoveryStreams, "Cloud discovery");
        var streams = new List<(string Id, bool HidesPeople, bool HidesDevices)>();
        await foreach (var page in scan.Client.PagesAsync(NetworkOperations.DiscoveryStreams, scan.Client.Raw(HttpMethod.Get, Streams), cancellationToken).ConfigureAwait(false))
            streams.AddRange(Rows(page.Json).Where(row => JsonText.Of(row, "id") is not null).Select(row => (JsonText.Of(row, "id")!, IsTrue(row, "anonymizeUserData"), IsTrue(row, "anonymizeMachineData"))));

        foreach (var stream in streams)
        {
            var path = $"{Streams}/{Uri.EscapeDataString(stream.Id)}/microsoft.graph.security.aggregatedAppsDetails(period=duration'P30D')";
            var covered = new List<JsonElement>();
            await foreach (var page in scan.Client.PagesAsync(NetworkOperations.DiscoveredApplications, scan.Client.Raw(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false))
            {
                yield return new JsonRows(page.Json);
                covered.AddRange(Rows(page.Json).Where(row => JsonText.Of(row, "id") is not null && IsCovered(scan, row)));
            }

            foreach (var application in covered)
            {
                var below = $"{path}/{Uri.EscapeDataString(JsonText.Of(application, "id")!)}";
                if (!stream.HidesPeople)
                {
                    await foreach (var page in scan.Client.PagesAsync(NetworkOperations.DiscoveredUsers, scan.Client.Raw(HttpMethod.Get, below + "/users"), cancellationToken).ConfigureAwait(false))
                        yield return Named(application, page.Json, "userIdentifier", "userIdentifier");
                }

                if (!stream.HidesDevices)
                {
                    await foreach (var page in scan.Client.PagesAsync(NetworkOperations.DiscoveredDevices, scan.Client.Raw(HttpMethod.Get, below + "/devices"), cancellationToken).ConfigureAwait(false))
                        yield return Named(application, page.Json, "name", "deviceName");
                }
            }
        }
    }

    // Asked of the shape itself, so that no two places decide what is covered.
    private bool IsCovered(LiveScan scan, JsonElement application)
    {
        var (sink, row) = (new Sink("", new CatalogueMatcher(scan.Matcher)), new JsonRow(Shape, null));
        JsonBlocks.Take(application, 0, row, Shape, sink);
        return sink.Records.Count > 0;
    }

    // Each name with what is known of the application, as one row.
    private static JsonRows Named(JsonElement application, ReadOnlyMemory<byte> names, string from, string to)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (var name in Rows(names).Select(row => JsonText.Of(row, from)).OfType<string>())
            {
                writer.WriteStartObject();
                foreach (var property in application.EnumerateObject().Where(property => property.Name is "displayName" or "domains" or "lastSeenDateTime"))
                    property.WriteTo(writer);
                writer.WriteString(to, name);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new JsonRows(text.ToArray());
    }

    private static List<JsonElement> Rows(ReadOnlyMemory<byte> page)
    {
        using var document = JsonDocument.Parse(page, JsonRowReader.Lenient);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("value", out var rows) && rows.ValueKind == JsonValueKind.Array
            ? [.. rows.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object).Select(row => row.Clone())]
            : [];
    }

    private static bool IsTrue(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
