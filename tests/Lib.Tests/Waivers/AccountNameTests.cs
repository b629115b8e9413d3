using TikTokBan.Waivers;

namespace TikTokBan.Tests.Waivers;

public sealed class AccountNameTests
{
    [Theory]
    [InlineData("jan@agentschap.example", "JAN@Agentschap.Example")]
    [InlineData("jan@agentschap.example", "  smtp:jan@agentschap.example ")]
    [InlineData("SMTP:Jan@agentschap.example", "sip:jan@agentschap.example")]
    [InlineData("jan@agentschap.example", "jan+tiktok@agentschap.example")]
    [InlineData("jan@agentschap.example", "jan@agentschap.onmicrosoft.com")]
    [InlineData("jan@agentschap.mail.onmicrosoft.com", "jan@agentschap.example")]
    [InlineData("jan@elders.example", "jan_elders.example#EXT#@agentschap.onmicrosoft.com")]
    [InlineData("j_a_n@elders.example", "j_a_n_elders.example#ext#@agentschap.example")]
    [InlineData("ｊａｎ@agentschap.example", "jan@agentschap.example")]
    [InlineData("Océane Simonis", "OCÉANE SIMONIS")]
    [InlineData("Oce\u0301ane Simonis", "Océane Simonis")]
    public void Spellings_of_one_account_are_the_same(string one, string other)
    {
        Assert.True(AccountName.Same(one, other));
        Assert.True(AccountName.Same(other, one));
    }

    [Theory]
    [InlineData("jan@agentschap.example", "jan@elders.example")]
    [InlineData("jan@agentschap.example", "jana@agentschap.example")]
    [InlineData("jan@agentschap.example", "jan")]
    [InlineData("an@agentschap.example", "jan@agentschap.onmicrosoft.com")]
    [InlineData("jan_elders.example#EXT#@agentschap.example", "jan@agentschap.example")]
    public void Different_accounts_are_not(string one, string other) => Assert.False(AccountName.Same(one, other));

    [Theory]
    [InlineData("jan@agentschap.example", true)]
    [InlineData("jan", false)]
    [InlineData("@agentschap.example", false)]
    [InlineData("jan@", false)]
    [InlineData("jan peeters@agentschap.example", false)]
    [InlineData("jan@agentschap.example, an@agentschap.example", false)]
    [InlineData("a@b@c", false)]
    public void An_address_is_told_from_what_is_none(string name, bool is_address) => Assert.Equal(is_address, AccountName.IsAddress(AccountName.Normal(name)));
}
