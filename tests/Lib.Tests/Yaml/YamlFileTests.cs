using System.Text;
using TikTokBan.Yaml;

namespace TikTokBan.Tests.Yaml;

public sealed class YamlFileTests
{
    [Fact]
    public void EveryNodeKnowsItsLineAndColumn()
    {
        var root = Load("a: 1\nb:\n  - x\n  - y: 2023-03-10\n");
        Assert.Equal(1, root.Integer("a"));
        var second = root.Items("b")[1].AsMapping("b");
        Assert.Equal((4L, 5L), (second.Line, second.Column));
        Assert.Equal(new DateOnly(2023, 3, 10), second.Date("y"));
    }

    [Theory]
    [InlineData("a: [1, 2\n", null, "not valid YAML")]
    [InlineData("", null, "empty")]
    [InlineData("- a\n", 1, "must be a mapping")]
    [InlineData("a: 1\na: 2\n", 2, "a second time; the first is on line 1")]
    [InlineData("a: &x 1\n", 1, "anchors")]
    [InlineData("b: 1\na: *x\n", 2, "alias")]
    [InlineData("a: !!binary aaaa\n", 1, "tags")]
    [InlineData("a: 1\n---\nb: 2\n", 2, "second document")]
    [InlineData("[a]: 1\n", 1, "plain text")]
    public void WhatIsNotAPlainFileIsRefusedWithItsLine(string content, int? line, string says)
    {
        var error = Assert.Throws<UnusableInputException>(() => Load(content));
        Assert.Contains(says, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("file.yaml", error.Message, StringComparison.Ordinal);
        if (line is not null)
            Assert.Equal(line, error.Line);
    }

    [Fact]
    public void AnchorBombIsRefusedAtItsFirstAnchor()
    {
        var bomb = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (var i = 1; i < 30; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        Assert.Equal(1, Assert.Throws<UnusableInputException>(() => Load(bomb.ToString())).Line);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void DeepNestingIsRefused(char bracket) =>
        Assert.Contains("deep", Assert.Throws<UnusableInputException>(() => Load("a: " + new string(bracket, 200_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void DeepBlockNestingIsRefused()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 200; i++)
            text.Append(' ', i).Append("a:\n");
        Assert.Contains("deep", Assert.Throws<UnusableInputException>(() => Load(text.ToString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileBeyondTheLimitIsRefusedBeforeItIsRead()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{nameof(AFileBeyondTheLimitIsRefusedBeforeItIsRead)}-{Environment.ProcessId}.yaml");
        try
        {
            using (var stream = File.Create(path))
                stream.SetLength(100L * 1024 * 1024);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains("larger than", Assert.Throws<UnusableInputException>(() => YamlFile.Load(path)).Message, StringComparison.Ordinal);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 32L * 1024 * 1024);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void AMissingFileIsNamed() =>
        Assert.StartsWith("no-such-file.yaml: ", Assert.Throws<UnusableInputException>(() => YamlFile.Load("no-such-file.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void NotUtf8IsRefused() =>
        Assert.Contains("UTF-8", Assert.Throws<UnusableInputException>(() => YamlFile.Load("file.yaml", [(byte)'a', (byte)':', (byte)' ', 0xE9])).Message, StringComparison.Ordinal);

    [Fact]
    public void UnknownFieldsAreNamedWithTheKnownOnes()
    {
        var error = Assert.Throws<UnusableInputException>(() => Load("a: 1\nc: 1\n").AllowOnly("a", "b"));
        Assert.Equal("file.yaml:2:1: the field 'c' is not known here; known are a, b", error.Message);
    }

    [Theory]
    [InlineData("a: 2023-02-30", "day that exists")]
    [InlineData("a: 10/03/2023", "yyyy-MM-dd")]
    [InlineData("a:", "has no value")]
    [InlineData("a: [x]", "must be a text")]
    public void DatesAreReal(string content, string says) =>
        Assert.Contains(says, Assert.Throws<UnusableInputException>(() => Load(content).Date("a")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a: yes")]
    [InlineData("a: True")]
    public void OnlyTrueAndFalseAreTruthValues(string content) =>
        Assert.Throws<UnusableInputException>(() => Load(content).Boolean("a"));

    private static YamlMapping Load(string content) => YamlFile.Load("file.yaml", Encoding.UTF8.GetBytes(content));
}
