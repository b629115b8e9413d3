using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Approvals;

/// <summary>An approval's file: JSON in UTF-8, described by <c>schemas/approval.schema.json</c>.</summary>
public static class ApprovalFile
{
    private const long Largest = 1024 * 1024;
    private const string What = "an approval";
    private const string Give = "give a file that 'approve' (Approve-TikTokRemovalPlan) wrote";

    private static readonly ApprovalJsonContext Form = new(new JsonSerializerOptions(ApprovalJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    });

    /// <summary>The name of an approval's file beside its plan's, where nobody gave another.</summary>
    /// <param name="planPath">The plan's file.</param>
    /// <param name="approver">User principal name.</param>
    public static string PathBeside(string planPath, string approver)
    {
        ArgumentNullException.ThrowIfNull(planPath);
        ArgumentNullException.ThrowIfNull(approver);
        var name = string.Concat(approver.Trim().ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '@' or '.' or '_' or '-' ? letter : '-'));
        return Path.Combine(Path.GetDirectoryName(Path.GetFullPath(planPath))!, $"{Path.GetFileNameWithoutExtension(planPath)}.{name}.approval.json");
    }

    /// <summary>Reads the approvals of a plan: those that are named, else all that lie beside the plan's file under the names that <see cref="PathBeside"/> gives.</summary>
    /// <param name="named">Their files; null or none takes those beside the plan.</param>
    /// <param name="plan">The plan's file. Beside an id, or a file that isn't there, lie none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">One of them can't be read, or is no approval.</exception>
    public static async Task<IReadOnlyList<Approval>> ReadAllAsync(IReadOnlyCollection<string>? named, string plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var read = new List<Approval>();
        foreach (var file in named is { Count: > 0 } ? named : Beside(plan))
            read.Add(await ReadAsync(file, cancellationToken).ConfigureAwait(false));
        return read;
    }

    // Compared here: in a search pattern a plan's name could hold wildcards.
    private static IEnumerable<string> Beside(string plan)
    {
        if (!File.Exists(plan))
            return [];
        var full = Path.GetFullPath(plan);
        var start = Path.GetFileNameWithoutExtension(full) + ".";
        return Directory.EnumerateFiles(Path.GetDirectoryName(full)!, "*.approval.json")
            .Where(file => Path.GetFileName(file).StartsWith(start, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Writes an approval.</summary>
    /// <param name="approval">The approval.</param>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The file is there already, or can't be written.</exception>
    public static Task WriteAsync(Approval approval, string path, bool overwrite = false, CancellationToken cancellationToken = default) =>
        RemovalFiles.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(approval, Form.Approval), path, overwrite, cancellationToken);

    /// <summary>Reads an approval. Whether it counts is for <see cref="ApprovalCheck"/> to say.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">It can't be read, or is no approval.</exception>
    public static async Task<Approval> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        var content = await RemovalFiles.ReadAsync(path, Largest, cancellationToken).ConfigureAwait(false);
        BrokenFile.RefuseEmpty(InputProblem.ApprovalUnusable, content, What, Give, path);
        try
        {
            using var document = JsonDocument.Parse(content);
            var approval = document.RootElement.Deserialize(Form.Approval);
            return approval is { Format: Approval.CurrentFormat }
                ? approval
                : throw new UnusableInputException(InputProblem.ApprovalUnusable, $"this approval has format {approval?.Format} and this program knows format {Approval.CurrentFormat}; approve the plan anew with this program", path);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            throw BrokenFile.Of(InputProblem.ApprovalUnusable, wrong, content, What, Give, path);
        }
    }

    /// <summary>The bytes that a signature is of.</summary>
    internal static byte[] Signed(Approval approval) => CanonicalJson.Bytes(JsonSerializer.SerializeToElement(approval, Form.Approval), "signature");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(UtcConverter)])]
[JsonSerializable(typeof(Approval))]
internal sealed partial class ApprovalJsonContext : JsonSerializerContext;
