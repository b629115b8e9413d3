using System.Buffers;
using System.Text;
using TikTokBan.Ledger.Scans;

namespace TikTokBan.Ledger.Tests.Scans;

public sealed class ExposureTextTests
{
    [Theory]
    [InlineData("""{"lastSeen":"2026-11-22T14:35:34Z"}""", "{\"lastSeen\":\"\0\"}", 1)]
    [InlineData("""{"a":"2026-11-22T14:35:34.1234567Z","b":"0001-01-01T00:00:00Z","c":"9999-12-31T23:59:59.9999999Z"}""", "{\"a\":\"\0\",\"b\":\"\0\",\"c\":\"\0\"}", 3)]
    [InlineData("""{"observedAt":"2026-11-22T14:35:34.05Z","reference":"intune/apps.csv:814"}""", "{\"observedAt\":\"\0\",\"reference\":\"intune/apps.csv:\u0001\"}", 2)]
    [InlineData("""{"reference":"a:1:22","reference":"0:0"}""", "{\"reference\":\"a:1:\u0001\",\"reference\":\"0:\u0001\"}", 2)]
    public void Times_and_line_numbers_are_cut_out(string json, string lasting, int values)
    {
        var (text, cuts) = Split(json);
        Assert.Equal(lasting, text);
        Assert.Equal(values, cuts.Count);
        Assert.Equal(json, Join(text, cuts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Z\"")]
    [InlineData("""{"a":"2026-11-22T14:35:34.10Z"}""")]
    [InlineData("""{"a":"2026-11-22T14:35:34.Z"}""")]
    [InlineData("""{"a":"2026-11-22T14:35:34.12345678Z"}""")]
    [InlineData("""{"a":"2026-02-29T14:35:34Z"}""")]
    [InlineData("""{"a":"2026-13-01T14:35:34Z"}""")]
    [InlineData("""{"a":"0000-01-01T00:00:00Z"}""")]
    [InlineData("""{"a":"2026-11-22T24:00:00Z"}""")]
    [InlineData("""{"a":"2026-11-22T23:59:60Z"}""")]
    [InlineData("""{"a":"2026-11-22 14:35:34Z"}""")]
    [InlineData("""{"a":"x2026-11-22T14:35:34Z"}""")]
    [InlineData("""{"a":"2026-11-22T14:35:34+00:00"}""")]
    [InlineData("""{"reference":"apps.csv:007"}""")]
    [InlineData("""{"reference":"apps.csv:"}""")]
    [InlineData("""{"reference":"apps.csv:1234567890123456"}""")]
    [InlineData("""{"reference":"814"}""")]
    [InlineData("""{"value":"phone:32470000000"}""")]
    [InlineData("""{"reference":"apps.csv:8""")]
    public void What_would_not_come_back_the_same_stays(string json)
    {
        var (text, cuts) = Split(json);
        Assert.Equal(json, text);
        Assert.Empty(cuts);
    }

    [Fact]
    public void Whatever_the_text_is_it_comes_back_the_same()
    {
        string[] pieces = ["\"", "Z\"", "2026-11-22T14:35:34", ".5", "Z", "\"reference\":\"", ":", "12", "0", "{", ",", "é", "\"2024-02-29T01:02:03.4Z\"", "\\u0022"];
        var random = new Random(716);
        for (var round = 0; round < 20_000; round++)
        {
            var json = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var (text, cuts) = Split(json);
            Assert.Equal(json, Join(text, cuts));
        }
    }

    [Fact]
    public void Other_values_than_gaps_are_refused()
    {
        var (text, cuts) = Split("""{"a":"2026-11-22T14:35:34Z","reference":"x:1"}""");
        Assert.Throws<InvalidDataException>(() => Join(text, cuts[..1]));
        Assert.Throws<InvalidDataException>(() => Join(text, [.. cuts, cuts[0]]));
        Assert.Throws<InvalidDataException>(() => Join(text, [cuts[1], cuts[0]]));
        Assert.Throws<InvalidDataException>(() => Join(text, [new Cut(true, -1), cuts[1]]));
    }

    private static (string Lasting, List<Cut> Cuts) Split(string json)
    {
        var lasting = new ArrayBufferWriter<byte>();
        List<Cut> cuts = [];
        ExposureText.Split(Encoding.UTF8.GetBytes(json), lasting, cuts);
        return (Encoding.UTF8.GetString(lasting.WrittenSpan), cuts);
    }

    private static string Join(string lasting, List<Cut> cuts)
    {
        var json = new ArrayBufferWriter<byte>();
        ExposureText.Join(Encoding.UTF8.GetBytes(lasting), [.. cuts], json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
