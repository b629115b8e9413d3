using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Reports.Proof;
using Xunit.Abstractions;

namespace TikTokBan.Tests.Reports.Proof;

/// <summary>Whatever is done to a report is found. The seed is fixed, so that a miss can be looked at again.</summary>
public sealed class TamperTests(ITestOutputHelper output) : IDisposable
{
    private const int Edits = 600;

    private readonly RSA _key = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        _curve.Dispose();
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    [InlineData("unsigned")]
    public async Task Each_file_that_is_changed_cut_lengthened_removed_renamed_or_swapped_is_found_and_named(string kind)
    {
        using var certificate = Signer(kind);
        using var report = await SignedReport.Write(certificate, timeStamp: true);
        var files = Directory.GetFiles(report.Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        var told = (await report.Check()).ManifestSha256;
        var random = new Random(20230310);
        var done = 0;
        foreach (var file in files)
        {
            var whole = report.Bytes(file);
            for (var round = 0; round < 8; round++)
                await Found(file, () => File.WriteAllBytes(report.At(file), Flipped(whole, random.Next(whole.Length), random.Next(8))));
            foreach (var left in new[] { 0, whole.Length / 2, whole.Length - 1 })
                await Found(file, () => File.WriteAllBytes(report.At(file), whole[..left]));
            foreach (var added in new byte[] { 0, (byte)' ', (byte)'\n', (byte)'A' })
                await Found(file, () => File.WriteAllBytes(report.At(file), [.. whole, added]));
            await Found(file, () => File.Delete(report.At(file)));
            await Found(file, () => File.Move(report.At(file), report.At("z-" + file)), () => File.Delete(report.At("z-" + file)));
            foreach (var second in files.Where(second => string.CompareOrdinal(file, second) < 0))
            {
                var other = report.Bytes(second);
                await Found(null, () => Put((file, other), (second, whole)), () => Put((second, other)));
            }

            async Task Found(string? named, Action change, Action? undo = null)
            {
                change();
                var result = await report.Check(options => options with { ManifestSha256 = told });
                undo?.Invoke();
                File.WriteAllBytes(report.At(file), whole);
                done++;
                Assert.False(result.IsWhole, $"a change of {file} was not found");
                // A changed manifest may look like a changed file of it.
                if (named is not (null or "manifest.json"))
                    Assert.Contains(result.Findings, finding => finding.File == named);
            }
        }

        Assert.True((await report.Check(options => options with { ManifestSha256 = told })).IsWhole);
        output.WriteLine($"{kind}: {files.Count} files, {done} changes, each found");
        Assert.True(done >= files.Count * 17);

        void Put(params (string Name, byte[] Content)[] contents)
        {
            foreach (var (name, content) in contents)
                File.WriteAllBytes(report.At(name), content);
        }
    }

    [Theory]
    [InlineData("rsa", "manifest.json")]
    [InlineData("rsa", "manifest.jws")]
    [InlineData("ecdsa", "manifest.jws")]
    [InlineData("unsigned", "manifest.json")]
    public async Task Every_random_edit_of_a_manifest_or_signature_is_found(string kind, string file)
    {
        using var certificate = Signer(kind);
        using var report = await SignedReport.Write(certificate);
        var told = kind == "unsigned" ? (await report.Check()).ManifestSha256 : null;
        var whole = report.Bytes(file);
        var random = new Random(716);
        var kinds = new Dictionary<ReportFlaw, int>();
        for (var edit = 0; edit < Edits; edit++)
        {
            var edited = Edited(whole, random);
            if (edited.AsSpan().SequenceEqual(whole))
                continue;
            await File.WriteAllBytesAsync(report.At(file), edited);
            var result = await report.Check(options => options with { ManifestSha256 = told });
            Assert.False(result.IsWhole, $"edit {edit} of {file} was not found");
            kinds[result.First!.Flaw] = kinds.GetValueOrDefault(result.First.Flaw) + 1;
        }

        output.WriteLine($"{kind} {file}: {kinds.Values.Sum()} edits found: {string.Join(", ", kinds.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}");
        Assert.True(kinds.Values.Sum() >= 500);
    }

    private X509Certificate2? Signer(string kind) => kind switch
    {
        "rsa" => SignedReport.Certificate(_key),
        "ecdsa" => SignedReport.Certificate(_curve),
        _ => null,
    };

    private static byte[] Flipped(byte[] whole, int at, int bit)
    {
        byte[] changed = [.. whole];
        changed[at] ^= (byte)(1 << bit);
        return changed;
    }

    private static byte[] Edited(byte[] whole, Random random)
    {
        var (at, length) = (random.Next(whole.Length), random.Next(1, 20));
        var end = Math.Min(whole.Length, at + length);
        return random.Next(6) switch
        {
            0 => Flipped(whole, at, random.Next(8)),
            1 => [.. whole[..at], .. whole[end..]],
            2 => [.. whole[..at], .. whole[at..end], .. whole[at..]],
            3 => [.. whole[..at], (byte)" \n0aA.,\"}{"[random.Next(10)], .. whole[at..]],
            4 => [.. whole[..at], (byte)"0123456789abcdefABCDEF-_ \n"[random.Next(26)], .. whole[(at + 1)..]],
            _ => whole[..at],
        };
    }
}
