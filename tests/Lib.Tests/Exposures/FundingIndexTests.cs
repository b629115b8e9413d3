using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Exposures;

public class FundingIndexTests
{
    private static readonly DateOnly AsOf = new(2026, 11, 16);

    private readonly PersonIndex _people = new();
    private readonly DeviceIndex _devices;
    private readonly FundingIndex _funding;
    private readonly int _phone;
    private readonly int _laptop;
    private readonly int _holder;

    public FundingIndexTests()
    {
        _people.Add(new PersonRecord { Reference = "users:1", Keys = new PersonKeys("u1", "an.peeters@agency.example") });
        _devices = new DeviceIndex(_people);
        _devices.Add(new DeviceRecord { Source = "mdm.devices", Reference = "d:1", Keys = new DeviceKeys("d1", Serial: "C39ZZ0001"), Type = DeviceType.Phone });
        _devices.Add(new DeviceRecord { Source = "mdm.devices", Reference = "d:2", Keys = new DeviceKeys("d2", Serial: "C39ZZ0002"), Type = DeviceType.Computer });
        _funding = new FundingIndex(_devices, _people, AsOf);
        _phone = _devices.Find(new DeviceKeys("d1"));
        _laptop = _devices.Find(new DeviceKeys("d2"));
        _holder = _people.Find(new PersonKeys("u1"));
    }

    private static FundingRecord Line(string? serial, PayerFacts payer, string? holder = null, DateOnly? from = null, DateOnly? to = null) => new()
    {
        Reference = "register.csv:2",
        Device = new DeviceKeys(Serial: serial),
        Holder = new PersonKeys(UserPrincipalName: holder),
        Payer = payer,
        From = from,
        To = to,
    };

    [Fact]
    public void A_device_without_a_line_has_no_funding()
    {
        Assert.Null(_funding.Of(_phone, _holder));
    }

    [Fact]
    public void Lines_that_disagree_leave_the_fact_unknown_and_say_so()
    {
        _funding.Add(Line("C39ZZ0001", new PayerFacts { Purchase = Payer.Full, Use = Payer.None }));
        _funding.Add(Line("C39ZZ0001", new PayerFacts { Purchase = Payer.None, Use = Payer.None }));

        var found = _funding.Of(_phone, _holder)!;
        Assert.Null(found.Payer!.Purchase);
        Assert.Equal(Payer.None, found.Payer.Use);
        Assert.Equal(["device.payer.purchase"], found.Conflicts);
    }

    [Theory]
    [InlineData("2026-11-16", "2026-11-16", true)]
    [InlineData("2026-11-17", null, false)]
    [InlineData(null, "2026-11-15", false)]
    public void A_line_counts_only_on_its_days(string? from, string? to, bool counts)
    {
        _funding.Add(Line("C39ZZ0001", new PayerFacts { Purchase = Payer.Full }, from: Day(from), to: Day(to)));

        Assert.Equal(counts, _funding.Of(_phone, _holder) is not null);
    }

    [Fact]
    public void A_subscription_in_somebodys_name_speaks_of_their_phone_alone()
    {
        _funding.Add(Line(null, new PayerFacts { Subscription = Payer.Part }, holder: "an.peeters@agency.example"));

        Assert.Equal(Payer.Part, _funding.Of(_phone, _holder)!.Payer!.Subscription);
        Assert.Null(_funding.Of(_laptop, _holder));
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
