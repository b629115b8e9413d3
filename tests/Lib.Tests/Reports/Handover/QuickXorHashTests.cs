using TikTokBan.Reports.Handover;
using TikTokBan.Tenant.Sharing;

namespace TikTokBan.Tests.Reports.Handover;

public sealed class QuickXorHashTests
{
    [Theory]
    [InlineData("", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("Sg==", "SgAAAAAAAAAAAAAAAQAAAAAAAAA=")]
    [InlineData("tbQ=", "taAFAAAAAAAAAAAAAgAAAAAAAAA=")]
    public void Known_bytes_have_their_known_digest(string bytes, string digest) => Assert.Equal(digest, Of(Convert.FromBase64String(bytes), 7));

    [Theory]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(160)]
    [InlineData(161)]
    [InlineData(65_537)]
    public void It_is_the_same_whatever_pieces_the_bytes_come_in_and_as_the_bits_one_by_one_give(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);

        // The made-up tenant works it out bit by bit, as its description reads.
        Assert.Equal([DriveEntry.QuickXorOf(bytes)], new[] { 1, 13, 160, length }.Select(piece => Of(bytes, piece)).Distinct());
    }

    private static string Of(byte[] bytes, int piece)
    {
        var hash = new QuickXorHash();
        foreach (var part in bytes.Chunk(piece))
            hash.Append(part);
        return hash.ToBase64();
    }
}
