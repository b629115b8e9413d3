using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Mdm.Exporting;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Sources.Mdm;

public sealed class UnzippedStreamTests
{
    private static readonly string Content = string.Concat(Enumerable.Range(0, 40_000).Select(number => $"{(uint)number * 2654435761},a row\r\n"));

    public static TheoryData<string> Kinds => ["as it arrives", "with lengths ahead", "stored", "with long lengths"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_packed_comes_out(string kind)
    {
        var (text, problem) = await ReadAsync(Zip(kind, Content));

        Assert.Null(problem);
        Assert.Equal(Content, text);
    }

    [Fact]
    public async Task It_comes_out_of_a_stream_of_single_bytes_too()
    {
        var (text, problem) = await ReadAsync(Zip("as it arrives", "DeviceId\r\n1\r\n"), atOnce: 1);

        Assert.Null(problem);
        Assert.Equal("DeviceId\r\n1\r\n", text);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_zip_that_is_cut_anywhere_is_never_taken_for_whole(string kind)
    {
        var zip = Zip(kind, Content);
        foreach (var length in new[] { 0, 10, 40, zip.Length / 2, zip.Length - 90, zip.Length - 21, zip.Length - 1 })
        {
            var (text, problem) = await ReadAsync(zip[..length]);

            Assert.Equal(TenantFailure.BadAnswer, problem?.Failure);
            Assert.StartsWith(text, Content, StringComparison.Ordinal);
            if (length > zip.Length / 3)
                Assert.NotEmpty(text);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_byte_that_is_another_is_noticed(string kind)
    {
        var zip = Zip(kind, Content);
        zip[zip.Length / 2] ^= 0x10;

        Assert.Equal(TenantFailure.BadAnswer, (await ReadAsync(zip)).Problem?.Failure);
    }

    [Fact]
    public async Task A_zip_bomb_is_left_before_it_fills_anything()
    {
        var (_, problem) = await ReadAsync(Zip("as it arrives", new string('a', 80 << 20)), keep: false);

        Assert.Contains("unpacks to more", problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_file_is_an_error_and_not_overlooked()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("one.csv").Open().Dispose();
            zip.CreateEntry("two.csv").Open().Dispose();
        }

        Assert.Contains("2 files", (await ReadAsync(bytes.ToArray())).Problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_place_of_a_zip_is_named_as_no_zip() =>
        Assert.Contains("is no zip", (await ReadAsync(Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>We are sorry</body></html>"))).Problem?.Message, StringComparison.Ordinal);

    private static async Task<(string Text, TenantException? Problem)> ReadAsync(byte[] zip, int atOnce = int.MaxValue, bool keep = true)
    {
        using var text = new MemoryStream();
        try
        {
            await using var stream = await UnzippedStream.OpenAsync(new Arriving(zip, atOnce), "AppInvRawData", CancellationToken.None);
            var buffer = new byte[10_000];
            for (int read; (read = stream.Read(buffer)) > 0;)
                text.Write(buffer, 0, keep ? read : 0);
        }
        catch (TenantException problem)
        {
            return (Encoding.UTF8.GetString(text.ToArray()), problem);
        }

        return (Encoding.UTF8.GetString(text.ToArray()), null);
    }

    private static byte[] Zip(string kind, string text)
    {
        if (kind == "as it arrives")
            return StubIntune.Zip("report.csv", text);
        if (kind == "with long lengths")
            return LongZip(Encoding.UTF8.GetBytes(text));
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("report.csv", kind == "stored" ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    // What the framework writes only for more than four gigabytes.
    private static byte[] LongZip(byte[] content)
    {
        var name = "report.csv"u8.ToArray();
        var checksum = Crc32.End(Crc32.Update(Crc32.Start, content));
        byte[] lengths = [1, 0, 16, 0, .. Eight(content.Length), .. Eight(content.Length)];
        byte[] shared = [.. Four(checksum), .. Four(uint.MaxValue), .. Four(uint.MaxValue), (byte)name.Length, 0, (byte)lengths.Length, 0];
        byte[] local = [.. "PK\u0003\u0004"u8, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. shared, .. name, .. lengths, .. content];
        byte[] entry = [.. "PK\u0001\u0002"u8, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. shared, .. new byte[14], .. name, .. lengths];
        byte[] end = [.. "PK\u0006\u0006"u8, .. Eight(44), 45, 0, 45, 0, .. new byte[8], .. Eight(1), .. Eight(1), .. Eight(entry.Length), .. Eight(local.Length)];
        byte[] locator = [.. "PK\u0006\u0007"u8, .. Four(0), .. Eight(local.Length + entry.Length), .. Four(1)];
        byte[] last = [.. "PK\u0005\u0006"u8, 0, 0, 0, 0, 255, 255, 255, 255, .. Four(uint.MaxValue), .. Four(uint.MaxValue), 0, 0];
        return [.. local, .. entry, .. end, .. locator, .. last];
    }

    private static byte[] Four(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Eight(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    private sealed class Arriving(byte[] bytes, int atOnce) : ForwardStream
    {
        private int _given;

        public override int Read(Span<byte> buffer)
        {
            var read = Math.Min(Math.Min(buffer.Length, atOnce), bytes.Length - _given);
            bytes.AsSpan(_given, read).CopyTo(buffer);
            _given += read;
            return read;
        }
    }
}
