using System.Globalization;
using TikTokBan.Cmdlets.Texts;

namespace TikTokBan.Tests.Module;

/// <summary>What the cmdlets say, in the language of the user interface.</summary>
public sealed class SentenceTests
{
    [Theory]
    [InlineData("en-GB", "1,241 devices")]
    [InlineData("fr-BE", "1\u202F241 appareils")]
    [InlineData("nl-BE", "1.241 toestellen")]
    [InlineData("de-DE", "1.241 Geräten")]
    [InlineData("ja-JP", "1,241 devices")]
    public void A_number_is_written_as_the_language_of_its_sentence_writes_it(string culture, string words)
    {
        var usual = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

            Assert.Contains(words, Sentence.Of("Scanned", "x-1", 229L, 211, 1241L, 12L, "9", "eu-council", "2026-11-16"), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = usual;
        }
    }
}
