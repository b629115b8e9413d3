using TikTokBan.Cmdlets.Texts;

namespace TikTokBan.Tests.Module;

/// <summary>Sentences that name things as both front ends do, as PowerShell shows them.</summary>
public sealed class ConsoleWordsTests
{
    [Theory]
    [InlineData("have it approved with 'approve' (Approve-TikTokRemovalPlan).", "have it approved with Approve-TikTokRemovalPlan.")]
    [InlineData("'block status' (Get-TikTokBlock -InForce) tells.", "Get-TikTokBlock -InForce tells.")]
    [InlineData("say that it may be written over (--force, -Force).", "say that it may be written over (-Force).")]
    [InlineData("--ring 2 (-Ring 2) carries out the next ring, and --all-rings (-AllRings) all.", "-Ring 2 carries out the next ring, and -AllRings all.")]
    [InlineData("The group 'it' (Brussels) stays; --app=x (y) too.", "The group 'it' (Brussels) stays; --app=x (y) too.")]
    public void Only_what_PowerShell_calls_a_thing_is_left(string sentence, string expected) => Assert.Equal(expected, ConsoleWords.Drop(sentence));
}
