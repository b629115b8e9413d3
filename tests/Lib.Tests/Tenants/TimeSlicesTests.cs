using System.Net;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Tenants;

public sealed class TimeSlicesTests
{
    private static readonly DateTimeOffset From = new(2026, 10, 17, 0, 0, 0, TimeSpan.Zero), To = From.AddDays(30);

    [Fact]
    public void Halves_meet_and_the_later_comes_first()
    {
        var slices = new TimeSlices(From, To);

        Assert.True(slices.TryHalve(slices.Next()!.Value, Late()));

        Assert.Equal(new TimeSlice(From.AddDays(15), To), slices.Next());
        Assert.Equal(new TimeSlice(From, From.AddDays(15)), slices.Next());
        Assert.Null(slices.Next());
    }

    [Theory]
    [InlineData(TenantFailure.Refused, "The result set is too large.", true)]
    [InlineData(TenantFailure.Refused, "Invalid filter clause.", false)]
    [InlineData(TenantFailure.Denied, "timeout", false)]
    [InlineData(TenantFailure.Unavailable, "The connection broke.", false)]
    public void Only_what_was_too_much_is_halved(TenantFailure failure, string message, bool halved)
    {
        var slices = new TimeSlices(From, To);

        Assert.Equal(halved, slices.TryHalve(slices.Next()!.Value, new TenantException(failure, message)));
    }

    [Fact]
    public void A_body_that_is_too_large_is_too_much()
    {
        var slices = new TimeSlices(From, To);

        Assert.True(slices.TryHalve(slices.Next()!.Value, new TenantException(TenantFailure.Refused, "No.") { Status = HttpStatusCode.RequestEntityTooLarge }));
    }

    [Fact]
    public void Halving_ends_at_some_minutes()
    {
        var slices = new TimeSlices(From, To);
        var times = 0;
        while (slices.Next() is { } slice && slices.TryHalve(slice, Late()))
            times++;

        Assert.InRange(times, 8, 13);
    }

    [Fact]
    public void Refusals_for_load_are_not_waited_for_often()
    {
        var slices = new TimeSlices(From, To);
        var times = 0;
        while (slices.Next() is { } slice && slices.TryHalve(slice, new TenantException(TenantFailure.Throttled, "Later.")))
            times++;

        Assert.Equal(3, times);
    }

    private static TenantException Late() => new(TenantFailure.Unavailable, "Late.") { TookTooLong = true };
}
