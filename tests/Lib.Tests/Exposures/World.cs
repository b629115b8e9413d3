using System.Runtime.CompilerServices;
using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Exposures;

/// <summary>A small tenant whose sources are lists, for scans that need no files.</summary>
internal sealed class World
{
    public const string Phone = "11111111-1111-1111-1111-111111111111";
    public const string Laptop = "22222222-2222-2222-2222-222222222222";
    public const string PhoneSerial = "C39ZZ0001";

    private static readonly Lazy<CoveredCatalogue> Shipped = new(() => CoveredCatalogue.Load(ProductFiles.Catalogue));

    public World()
    {
        Devices =
        [
            Device(Phone, "PHONE-1", DeviceType.Phone, "ios", "company", PhoneSerial),
            Device(Laptop, "LAPTOP-1", DeviceType.Computer, "windows", null, "C39ZZ0002"),
        ];
        People = [Person("u1", "an@agency.example", "Communication"), Person("u2", "bram@agency.example", "Finance")];
    }

    public List<SourceRecord> Devices { get; }

    public List<SourceRecord> People { get; }

    public List<SourceRecord> Funding { get; } = [];

    public List<SourceRecord>? Waivers { get; set; }

    public List<SourceRecord> Inventory { get; } = [];

    public List<SourceRecord> Mail { get; } = [];

    public List<ISource> More { get; } = [];

    public AuthorityProfile Profile { get; set; } = new() { Populations = ["be-federal"] };

    public DateOnly AsOf { get; set; } = new(2026, 11, 16);

    public string Language { get; set; } = "en";

    public static Matcher Matcher { get; } = Shipped.Value.CreateMatcher();

    public Task<ScanResult> ScanAsync(CancellationToken cancellationToken = default)
    {
        var sources = new List<ISource>
        {
            new ListSource(SourceDescriptors.MdmInventory, "apps.csv", Inventory),
            new ListSource(SourceDescriptors.MailTrace, "trace.csv", Mail),
            new ListSource(SourceDescriptors.FundingRegister, "register.csv", Funding),
            new ListSource(SourceDescriptors.MdmDevices, "devices.csv", Devices),
            new ListSource(SourceDescriptors.DirectoryUsers, "users.json", People),
        };
        if (Waivers is not null)
            sources.Add(new ListSource(SourceDescriptors.WaiverRegister, "waivers.csv", Waivers));
        sources.AddRange(More);
        return ScanOperation.RunAsync(
            new ScanRequest
            {
                Sources = sources,
                Catalogue = Shipped.Value,
                Directive = DirectiveSet.Load(ProductFiles.Directives).Find("be-federal-716"),
                Profile = Profile,
                AsOf = AsOf,
                Language = Language,
            },
            null,
            cancellationToken);
    }

    public static Observation Installed(string device, string name = "TikTok", string publisher = "", int row = 2) => new()
    {
        Source = "mdm.inventory",
        Reference = $"apps.csv:{row}",
        Conduct = Conduct.Installed,
        Kind = IndicatorKind.Name,
        Value = name,
        Match = Matcher.MatchInventory(name, publisher, null),
        Device = new DeviceKeys(IntuneId: device),
    };

    public static FundingRecord Paid(string serial, Payer? purchase = null, Payer? subscription = null, Payer? use = null) => new()
    {
        Reference = "register.csv:2",
        Device = new DeviceKeys(Serial: serial),
        Payer = new PayerFacts { Purchase = purchase, Subscription = subscription, Use = use },
    };

    public static DeviceRecord Device(string id, string name, DeviceType type, string platform, string? ownership, string serial, string user = "u1") => new()
    {
        Source = "mdm.devices",
        Reference = "devices.csv:2",
        Keys = new DeviceKeys(IntuneId: id, Serial: serial, Name: name),
        User = new PersonKeys(user),
        Type = type,
        Platform = platform,
        Ownership = ownership,
        LastContact = new DateTimeOffset(2026, 11, 15, 8, 0, 0, TimeSpan.Zero),
    };

    private static PersonRecord Person(string id, string upn, string department) => new()
    {
        Reference = "users.json:1",
        Keys = new PersonKeys(id, upn),
        Department = department,
        UserType = "Member",
    };
}

/// <summary>A source that gives what it was given.</summary>
internal sealed class ListSource(SourceDescriptor descriptor, string location, IReadOnlyList<SourceRecord> records, Exception? fails = null) : ISource
{
    public SourceDescriptor Descriptor => descriptor;

    public string Location => location;

    public async IAsyncEnumerable<SourceRecord> ReadAsync(SourceContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var record in records)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            context.Tally.RowsRead++;
            yield return record;
        }

        if (fails is not null)
            throw fails;
    }
}
