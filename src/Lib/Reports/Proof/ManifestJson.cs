using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace TikTokBan.Reports.Proof;

/// <summary>A manifest's one spelling; its shape is in <c>schemas/manifest.schema.json</c>.</summary>
internal static class ManifestJson
{
    private static readonly ManifestJsonContext Form = new(new JsonSerializerOptions(ManifestJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
        MaxDepth = 8,
    });

    /// <summary>The manifest's bytes: UTF-8, lines that end with a line feed on every system.</summary>
    public static byte[] Bytes(ReportManifest manifest) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(manifest, Form.ReportManifest).ReplaceLineEndings("\n") + "\n");

    /// <summary>Reads a manifest of this version.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ReportManifest Read(ReadOnlySpan<byte> content)
    {
        var manifest = JsonSerializer.Deserialize(content, Form.ReportManifest) ?? throw new JsonException("it holds null");
        return manifest.Files is null || manifest.Languages is null || manifest.Product is null || manifest.Files.Any(file => file is not { Name: not null, Sha256: not null })
            ? throw new JsonException("a member is null")
            : manifest;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ReportManifest))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;
