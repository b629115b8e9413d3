using TikTokBan.Sources.Exports;

namespace TikTokBan.Tests.Sources;

public sealed class Crc32Tests
{
    [Fact]
    public void The_checksum_is_that_of_the_standard() =>
        Assert.Equal(0xCBF43926u, Crc32.End(Crc32.Update(Crc32.Start, "123456789"u8)));

    [Fact]
    public void It_is_the_same_in_one_piece_and_byte_by_byte()
    {
        var bytes = new byte[4096];
        new Random(716).NextBytes(bytes);
        for (var length = 0; length < bytes.Length; length = length < 300 ? length + 1 : length + 509)
        {
            var slow = Crc32.Start;
            for (var i = 0; i < length; i++)
                slow = Crc32.Update(slow, bytes.AsSpan(i, 1));

            Assert.Equal(slow, Crc32.Update(Crc32.Start, bytes.AsSpan(0, length)));
            Assert.Equal(slow, Crc32.Update(Crc32.Update(Crc32.Start, bytes.AsSpan(0, length / 3)), bytes.AsSpan(length / 3, length - (length / 3))));
        }
    }
}
