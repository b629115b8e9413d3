using TikTokBan.Exposures;

namespace TikTokBan.Tests.Exposures;

public class VisibilityTests
{
    private static readonly DateOnly AsOf = new(2026, 11, 16);

    private static KnownDevice Device(string platform = "ios", string? ownership = "company", string? enrolment = null, bool inMdm = true, DateTimeOffset? contact = null) => new()
    {
        Platform = platform,
        Ownership = ownership,
        Enrolment = enrolment,
        InMdm = inMdm,
        LastContact = contact ?? new DateTimeOffset(2026, 11, 15, 0, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void A_company_phone_in_contact_is_seen() => Assert.Null(new Visibility(true, AsOf).WhyUnseen(Device()));

    [Fact]
    public void Nothing_is_seen_without_an_inventory() => Assert.Equal("no-inventory-given", new Visibility(false, AsOf).WhyUnseen(Device()));

    [Fact]
    public void A_personal_device_is_not_seen() => Assert.Equal("personal-devices", new Visibility(true, AsOf).WhyUnseen(Device(ownership: "personal")));

    [Fact]
    public void A_device_outside_mdm_is_not_seen() => Assert.Equal("not-in-device-management", new Visibility(true, AsOf).WhyUnseen(Device(inMdm: false)));

    [Theory]
    [InlineData("androidEnterpriseCorporateWorkProfile", "android-outside-work-profile")]
    [InlineData("Corporate-owned with work profile", "android-outside-work-profile")]
    [InlineData("androidAOSPUserlessDeviceEnrollment", "aosp")]
    [InlineData("androidEnterpriseFullyManaged", null)]
    [InlineData("androidEnterpriseDedicatedDevice", null)]
    public void Android_is_seen_by_how_it_is_enrolled(string enrolment, string? reason) =>
        Assert.Equal(reason, new Visibility(true, AsOf).WhyUnseen(Device("android", enrolment: enrolment)));

    [Theory]
    [InlineData(17, null)]
    [InlineData(16, "no-contact-for-30-days")]
    public void An_inventory_that_old_says_nothing_of_today(int october, string? reason) =>
        Assert.Equal(reason, new Visibility(true, AsOf).WhyUnseen(Device(contact: new DateTimeOffset(2026, 10, october, 12, 0, 0, TimeSpan.Zero))));
}
