using TikTokBan.Catalogue;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Tests.Samples;

/// <summary>The readers recognise each of the samples for what it is, and reject the rows that are broken on purpose, no others.</summary>
public sealed class SampleReadingTests
{
    /// <summary>Beginning of the file's name, id of its source, and how many rows of it are broken.</summary>
    public static TheoryData<string, string, int> Files => new()
    {
        { "defender/DeviceNetworkEvents", "network.events", 1 },
        { "defender/DeviceTvmSoftwareInventory", "software.inventory", 0 },
        { "defender/EmailEvents", "mail.events", 0 },
        { "defender/UrlClickEvents", "network.clicks", 0 },
        { "entra/InteractiveSignIns", "directory.sign-ins", 0 },
        { "entra/devices", "directory.devices", 0 },
        { "entra/groups", "directory.groups", 0 },
        { "entra/oauth2PermissionGrants", "directory.grants", 0 },
        { "entra/servicePrincipals", "directory.service-principals", 0 },
        { "entra/signIns-capture", "directory.sign-ins", 1 },
        { "entra/users-1", "directory.users", 0 },
        { "entra/users-2", "directory.users", 0 },
        { "exchange/MTSummary", "mail.trace", 1 },
        { "exchange/MessageTrace", "mail.trace", 0 },
        { "exchange/messageTraces", "mail.trace", 0 },
        { "intune/AppInvAggregate", "mdm.inventory-aggregate", 0 },
        { "intune/AppInvRawData", "mdm.inventory", 2 },
        { "intune/DeviceInstallStatusByApp", "mdm.install-status", 0 },
        { "intune/Devices_6", "mdm.devices", 0 },
        { "intune/Devices_a", "mdm.devices", 1 },
        { "network/access", "network.proxy", 1 },
        { "network/dns", "network.dns", 1 },
        { "network/ssl", "network.tls", 0 },
        { "registers/registre-financement", "funding.register", 2 },
        { "registers/telecomregister", "funding.register", 0 },
        { "registers/waiver-register", "waivers.register", 1 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_file_is_recognised_and_its_broken_rows_are_rejected(string file, string source, int broken)
    {
        using var set = ExportSet.Open(Repository.At("samples", "authority"));
        var found = Assert.Single(set.Sources, known => known.Location.StartsWith(file, StringComparison.Ordinal));
        var tally = new SourceTally();
        var rejected = new List<RejectedRow>();

        var records = await CountAsync((ExportSource)found, tally, rejected);

        Assert.Equal(source, found.Descriptor.Id);
        Assert.True(rejected.Count == broken, $"{broken} rows are broken; rejected: {string.Join(" | ", rejected)}");
        Assert.Null(tally.Incomplete);
        Assert.True(tally.RowsRead > 0);
        Assert.True(found.Descriptor.Stage == SourceStage.Observation || records > 0);
    }

    [Fact]
    public void What_is_no_export_is_named_as_such()
    {
        using var set = ExportSet.Open(Repository.At("samples", "authority"));

        Assert.Equal(Files.Count, set.Sources.Count);
        Assert.Equal("registers/Feestdagen en verlof 2026.csv", Assert.Single(set.Unrecognised).Location);
    }

    private static async Task<int> CountAsync(ExportSource source, SourceTally tally, List<RejectedRow> rejected)
    {
        var records = 0;
        await foreach (var record in source.ReadAsync(new WordMatcher(), tally, rejected.Add, CancellationToken.None))
            records += record is null ? 0 : 1;
        return records;
    }

    /// <summary>Finds the word and nothing finer: what is covered is not the question here.</summary>
    private sealed class WordMatcher : IValueMatcher
    {
        public MatchResult Match(IndicatorKind kind, ReadOnlySpan<char> value, MailAuthentication authentication = MailAuthentication.Unknown) =>
            Answer(value.Contains("tiktok", StringComparison.OrdinalIgnoreCase));

        public MatchResult MatchApplication(string? name, string? publisher, string? platform) =>
            Answer(name?.Contains("tiktok", StringComparison.OrdinalIgnoreCase) ?? false);

        private static MatchResult Answer(bool found) => found
            ? new(MatchOutcome.Covered, "tiktok", "tiktok_service", "tiktok", 1, null, "it has the word")
            : new(MatchOutcome.NotCovered, null, null, null, 0, null, "it hasn't the word");
    }
}
