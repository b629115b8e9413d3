using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace TikTokBan.Removal.Plans;

/// <summary>A plan's file: JSON in UTF-8, described by <c>schemas/plan.schema.json</c>. A plan that was changed after it was made is refused.</summary>
public static class PlanFile
{
    private const long Largest = 512L * 1024 * 1024;
    private const string What = "a removal plan";
    private const string Give = "give a file that 'plan' (New-TikTokRemovalPlan) wrote";

    private static readonly PlanJsonContext Form = new(new JsonSerializerOptions(PlanJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    });

    /// <summary>Writes a plan; the file can be read by its owner alone, where the system knows such a thing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="cancellationToken">Gives up; a file that was there is then as it was.</param>
    /// <exception cref="UnusableInputException">The file is there already, or can't be written.</exception>
    public static Task WriteAsync(RemovalPlan plan, string path, bool overwrite = false, CancellationToken cancellationToken = default) =>
        RemovalFiles.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(plan, Form.RemovalPlan), path, overwrite, cancellationToken);

    /// <summary>Reads a plan, and checks it against its hash.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">It can't be read, is no plan, or is not what was written.</exception>
    public static async Task<RemovalPlan> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var content = await RemovalFiles.ReadAsync(path, Largest, cancellationToken).ConfigureAwait(false);
        return Read(content, path);
    }

    /// <summary>The plan as it stands in its file.</summary>
    /// <param name="plan">The plan.</param>
    public static string ToJson(RemovalPlan plan) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(plan, Form.RemovalPlan));

    internal static RemovalPlan Read(byte[] content, string path)
    {
        BrokenFile.RefuseEmpty(InputProblem.PlanUnusable, content, What, Give, path);
        try
        {
            using var document = JsonDocument.Parse(content);
            RefuseRepeated(document.RootElement, path);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("format", out var format) || !format.TryGetInt32(out var number))
                throw new UnusableInputException(InputProblem.PlanUnusable, $"this is not {What}; {Give}", path);
            if (number != RemovalPlan.CurrentFormat)
                throw new UnusableInputException(InputProblem.PlanUnusable, $"this plan has format {number} and this program knows format {RemovalPlan.CurrentFormat}; make the plan anew with this program", path);
            var hash = CanonicalJson.Hash(document.RootElement, "hash");
            var plan = document.RootElement.Deserialize(Form.RemovalPlan)!;
            return string.Equals(plan.Hash, hash, StringComparison.Ordinal)
                ? plan
                : throw new UnusableInputException(InputProblem.PlanChanged, "this plan was changed after it was made: its content does not fit its hash; make the plan anew and have it approved anew", path);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw BrokenFile.Of(InputProblem.PlanUnusable, wrong, content, What, Give, path);
        }
    }

    /// <summary>The hash that a plan should have.</summary>
    internal static string HashOf(RemovalPlan plan) => CanonicalJson.Hash(JsonSerializer.SerializeToElement(plan, Form.RemovalPlan), "hash");

    // Of a member that stands twice one reader takes the first and another the last: two people would approve different plans.
    private static void RefuseRepeated(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                RefuseRepeated(item, path);
        }

        if (value.ValueKind != JsonValueKind.Object)
            return;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in value.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                throw new UnusableInputException(InputProblem.PlanUnusable, $"the member '{member.Name}' stands twice in one place of this plan, so it can mean two things; make the plan anew", path);
            RefuseRepeated(member.Value, path);
        }
    }
}
