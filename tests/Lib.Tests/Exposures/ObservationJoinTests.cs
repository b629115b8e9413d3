using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Exposures;

public class ObservationJoinTests
{
    private readonly PersonIndex _people = new();
    private readonly DeviceIndex _devices;
    private readonly ObservationJoin _join;

    public ObservationJoinTests()
    {
        _people.Add(new PersonRecord { Reference = "users:1", Keys = new PersonKeys("u1", "an@agency.example"), Addresses = ["an.peeters@agency.example"] });
        _people.Add(new PersonRecord { Reference = "users:2", Keys = new PersonKeys("u2", "bram@agency.example") });
        _devices = new DeviceIndex(_people);
        _devices.Add(new DeviceRecord { Source = "mdm.devices", Reference = "d:1", Keys = new DeviceKeys("d1", Name: "PHONE-1"), User = new PersonKeys("u1") });
        _join = new ObservationJoin(_devices, _people);
    }

    private static Observation Seen(Conduct conduct, DeviceKeys device = default, PersonKeys person = default, string value = "TikTok", string? version = null, int day = 1, string source = "mdm.inventory", MatchOutcome outcome = MatchOutcome.Covered, string? address = null) => new()
    {
        Source = source,
        Reference = "file:2",
        Conduct = conduct,
        Kind = IndicatorKind.Name,
        Value = value,
        Version = version,
        Match = new MatchResult(outcome, "tiktok", "tiktok_service", "tiktok", 4, null, "It is."),
        ObservedAt = new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.Zero),
        Device = device,
        Person = person,
        ClientAddress = address,
    };

    [Fact]
    public void Versions_of_one_app_on_one_device_are_one_case_and_one_piece_of_evidence()
    {
        _join.Add(Seen(Conduct.Installed, new DeviceKeys("d1"), version: "36.1", day: 3));
        _join.Add(Seen(Conduct.Installed, new DeviceKeys("d1"), version: "36.2", day: 9));

        var found = Assert.Single(_join.Cases);
        var evidence = Assert.Single(found.Observations);
        Assert.Equal("36.1, 36.2", evidence.Version);
        Assert.Equal(3, evidence.FirstObservedAt!.Value.Day);
        Assert.Equal(9, evidence.ObservedAt!.Value.Day);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void What_one_row_says_without_a_doubt_is_not_doubted_for_anothers_sake(bool first, bool second)
    {
        foreach (var doubtful in new[] { first, second })
            _join.Add(Seen(Conduct.Installed, new DeviceKeys("d1")) with { Doubt = doubtful ? "A link may look the same." : null });

        Assert.Null(Assert.Single(Assert.Single(_join.Cases).Observations).Doubt);
    }

    [Fact]
    public void What_is_installed_belongs_to_the_primary_user_whatever_name_the_row_bears()
    {
        _join.Add(Seen(Conduct.Installed, new DeviceKeys("d1"), new PersonKeys("u2")));

        Assert.Equal(_people.Find(new PersonKeys("u1")), Assert.Single(_join.Cases).Person);
    }

    [Fact]
    public void What_was_done_belongs_to_whom_the_source_names()
    {
        _join.Add(Seen(Conduct.Web, new DeviceKeys("d1"), new PersonKeys("u1"), source: "network.events"));
        _join.Add(Seen(Conduct.Web, new DeviceKeys("d1"), new PersonKeys("u2"), source: "network.events"));

        Assert.Equal(2, _join.Cases.Select(found => found.Person).Distinct().Count());
    }

    [Fact]
    public void A_mail_to_a_proxy_address_is_the_same_person()
    {
        _join.Add(Seen(Conduct.Account, person: new PersonKeys(Mail: "AN.PEETERS@agency.example"), source: "mail.trace"));

        Assert.Equal(_people.Find(new PersonKeys("u1")), Assert.Single(_join.Cases).Person);
    }

    [Fact]
    public void A_person_seen_without_a_device_is_not_put_on_one_of_their_devices()
    {
        _join.Add(Seen(Conduct.Installed, new DeviceKeys("d1")));
        _join.Add(Seen(Conduct.Account, person: new PersonKeys("u1"), source: "mail.trace"));

        Assert.Equal(2, _join.Cases.Count());
        Assert.Contains(_join.Cases, found => found.Device < 0);
    }

    [Fact]
    public void An_address_alone_is_a_case_of_its_own()
    {
        _join.Add(Seen(Conduct.Traffic, address: "10.1.2.3", source: "network.dns"));
        _join.Add(Seen(Conduct.Traffic, address: "10.1.2.4", source: "network.dns"));

        Assert.Equal(["10.1.2.3", "10.1.2.4"], _join.Cases.Select(found => found.Address));
    }

    [Fact]
    public void A_count_of_devices_is_no_case_and_the_caller_is_told()
    {
        Assert.False(_join.Add(Seen(Conduct.Installed, source: "mdm.inventory-aggregate")));
        Assert.Empty(_join.Cases);
    }

    [Fact]
    public void What_poses_as_the_application_is_kept_apart()
    {
        _join.Add(Seen(Conduct.Installed, new DeviceKeys("d1"), outcome: MatchOutcome.Suspicious));

        Assert.Empty(_join.Cases);
        Assert.Single(_join.Suspicious);
    }

    [Fact]
    public void A_case_does_not_grow_with_the_lines_of_a_log()
    {
        for (var i = 0; i < 10_000; i++)
            _join.Add(Seen(Conduct.Traffic, value: $"host{i}.tiktok.com", address: "10.1.2.3", source: "network.dns"));

        Assert.InRange(Assert.Single(_join.Cases).Observations.Count, 1, 200);
    }
}
