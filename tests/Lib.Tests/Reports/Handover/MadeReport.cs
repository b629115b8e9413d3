using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TikTokBan.Tests.Reports.Handover;

/// <summary>A folder that looks like a report of a made-up authority, with a manifest where one is wanted.</summary>
internal sealed class MadeReport : IDisposable
{
    public MadeReport(string detail = "aggregate", bool withManifest = true, params (string Name, int Bytes)[] more)
    {
        Write("report.json", Encoding.UTF8.GetBytes($$$"""{"detail":"{{{detail}}}","scan":{"id":"716","authority":"Agency & Sons","directive":"be-federal-716","asOf":"2026-11-16"},"cases":[{"detail":"other"}]}"""));
        Write("report.html", "<!doctype html><title>Report</title>"u8);
        foreach (var (name, bytes) in more)
            Write(name, Drawn(bytes));
        if (withManifest)
            WriteManifest();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("report-").FullName;

    public string At(string name) => Path.Combine(Folder, name);

    public byte[] Content(string name) => File.ReadAllBytes(At(name));

    public void Write(string name, ReadOnlySpan<byte> content)
    {
        using var file = File.Create(At(name));
        file.Write(content);
    }

    public void WriteManifest()
    {
        File.Delete(At("manifest.json"));
        var files = Directory.GetFiles(Folder).Order(StringComparer.Ordinal)
            .Select(path => new { name = Path.GetFileName(path), bytes = new FileInfo(path).Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) });
        Write("manifest.json", JsonSerializer.SerializeToUtf8Bytes(new { format = "tiktokban-manifest", version = 1, files }));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte[] Drawn(int bytes)
    {
        var content = new byte[bytes];
        new Random(716).NextBytes(content);
        return content;
    }
}
