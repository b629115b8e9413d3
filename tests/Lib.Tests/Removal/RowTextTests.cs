using System.Text.Json;
using TikTokBan.Removal;

namespace TikTokBan.Tests.Removal;

/// <summary>Texts of rows that a tenant answered.</summary>
public sealed class RowTextTests
{
    [Theory]
    [InlineData("""{"name":"Phones"}""", "Phones")]
    [InlineData("""{"name":" Phones "}""", " Phones ")]
    [InlineData("""{"name":""}""", "")]
    [InlineData("""{"name":"\ud800 half"}""", null)]
    [InlineData("""{"name":7}""", null)]
    [InlineData("""{"other":"Phones"}""", null)]
    [InlineData("[]", null)]
    public void What_is_no_text_is_none_and_nothing_is_trimmed(string row, string? text)
    {
        using var document = JsonDocument.Parse(row);
        Assert.Equal(text, RowText.Of(document.RootElement, "name"));
    }
}
