using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Exposures;

public class DeviceIndexTests
{
    private const string Intune = "11111111-1111-1111-1111-111111111111";
    private const string Intune2 = "22222222-2222-2222-2222-222222222222";
    private const string Entra = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

    private readonly PersonIndex _people = new();

    private DeviceIndex New() => new(_people);

    private static DeviceRecord Mdm(DeviceKeys keys, string? model = "Phone 1", string? ownership = "company", DateTimeOffset? contact = null, PersonKeys user = default) => new()
    {
        Source = "mdm.devices",
        Reference = "devices.csv:2",
        Keys = keys,
        Model = model,
        Ownership = ownership,
        LastContact = contact,
        User = user,
    };

    private static DeviceRecord Directory(DeviceKeys keys, string? ownership = null) => new()
    {
        Source = "directory.devices",
        Reference = "devices.json:1",
        Keys = keys,
        Ownership = ownership,
    };

    [Fact]
    public void A_device_of_mdm_and_of_the_directory_is_one()
    {
        var index = New();
        index.Add(Directory(new DeviceKeys(EntraDeviceId: Entra, Name: "PHONE-OLD-NAME"), ownership: "personal"));
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune, EntraDeviceId: Entra, Name: "PHONE-1")));

        var device = Assert.Single(index.All);
        Assert.True(device.InMdm);
        Assert.Equal("company", device.Ownership);
        Assert.Equal("PHONE-1", device.Name);
    }

    [Fact]
    public void The_directory_does_not_overrule_mdm()
    {
        var index = New();
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune, EntraDeviceId: Entra, Name: "PHONE-1")));
        index.Add(Directory(new DeviceKeys(EntraDeviceId: Entra, Name: "PHONE-OLD-NAME"), ownership: "personal"));

        Assert.Equal("company", Assert.Single(index.All).Ownership);
    }

    [Fact]
    public void A_device_enrolled_twice_is_one_and_its_live_enrolment_speaks()
    {
        var index = New();
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune, Serial: "C39XK1234"), ownership: "personal", contact: new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune2, Serial: "C39XK1234"), ownership: "company", contact: new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal("company", Assert.Single(index.All).Ownership);
        Assert.Equal(index.Resolve(new DeviceKeys(IntuneId: Intune)), index.Resolve(new DeviceKeys(IntuneId: Intune2)));
    }

    [Theory]
    [InlineData("0000000")]
    [InlineData("Default string")]
    [InlineData("To be filled by O.E.M.")]
    [InlineData("System Serial Number")]
    [InlineData("0")]
    public void A_serial_that_nobody_wrote_joins_nothing(string serial)
    {
        var index = New();
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune, Serial: serial)));
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune2, Serial: serial)));

        Assert.Equal(2, index.All.Count());
    }

    [Fact]
    public void The_same_serial_on_another_model_is_another_device()
    {
        var index = New();
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune, Serial: "12345678"), model: "Tablet A"));
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune2, Serial: "12345678"), model: "Laptop B"));

        Assert.Equal(2, index.All.Count());
    }

    [Fact]
    public void A_record_that_knows_both_ids_joins_two_that_each_knew_one()
    {
        var index = New();
        index.Add(Directory(new DeviceKeys(EntraDeviceId: Entra)));
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune)));
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune, EntraDeviceId: Entra)));

        Assert.Single(index.All);
        Assert.Equal(index.Resolve(new DeviceKeys(IntuneId: Intune)), index.Resolve(new DeviceKeys(EntraDeviceId: Entra)));
    }

    [Fact]
    public void A_name_joins_only_where_one_device_bears_it()
    {
        var index = New();
        index.Add(Mdm(new DeviceKeys(IntuneId: Intune, Name: "LAPTOP-1")));
        var first = index.Resolve(new DeviceKeys(Name: "laptop-1.ministry.example"));
        Assert.Equal(index.Resolve(new DeviceKeys(IntuneId: Intune)), first);

        index.Add(Mdm(new DeviceKeys(IntuneId: Intune2, Name: "LAPTOP-1")));
        var ambiguous = index.Resolve(new DeviceKeys(DefenderId: "machine-9", Name: "LAPTOP-1"));
        Assert.NotEqual(first, ambiguous);
        Assert.NotEqual(index.Resolve(new DeviceKeys(IntuneId: Intune2)), ambiguous);
    }

    [Fact]
    public void An_observed_device_that_no_list_has_is_known_but_not_managed()
    {
        var index = New();
        var observed = index.Resolve(new DeviceKeys(IntuneId: Intune, Name: "GONE"));

        Assert.False(index[observed].InMdm);
        Assert.False(index[observed].Listed);
        Assert.Equal(observed, index.Resolve(new DeviceKeys(IntuneId: Intune)));
    }

    [Fact]
    public void Nothing_is_resolved_from_no_key()
    {
        Assert.Equal(-1, New().Resolve(default));
    }

    [Fact]
    public void An_id_that_is_no_guid_is_an_id_all_the_same()
    {
        var index = New();
        index.Add(Mdm(new DeviceKeys(IntuneId: "Device-42")));

        Assert.Equal("device-42", index.Keys.TextOf(index.All.Single().IntuneKey));
        Assert.Equal(0, index.Resolve(new DeviceKeys(IntuneId: "DEVICE-42")));
    }
}
