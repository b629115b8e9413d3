using System.Text.Json;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary>How a queued tenant is scanned: names of files in the workers' folder. What stands in the ledger must not lead a worker to any other file.</summary>
/// <param name="Authority">The authority profile's file; null for none.</param>
/// <param name="Exports">A folder of exports beside the tenant; null for none.</param>
/// <param name="Directive">Id of the directive; null for the profile's.</param>
internal sealed record WorkSettings(string? Authority, string? Exports, string? Directive)
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public string ToJson() => JsonSerializer.Serialize(this, Form);

    /// <summary>Reads what a queue says of a tenant.</summary>
    public static WorkSettings Read(string json, string tenant)
    {
        try
        {
            var settings = JsonSerializer.Deserialize<WorkSettings>(json, Form) ?? throw new JsonException("It is empty.");
            settings.Check();
            return settings;
        }
        catch (JsonException)
        {
            throw new UnusableInputException($"what the queue says of {tenant} can't be read; queue it again with 'tiktokban ledger queue add'");
        }
    }

    /// <summary>The same with full paths.</summary>
    /// <param name="folder">The workers' folder.</param>
    public WorkSettings In(string folder) => this with { Authority = Authority is null ? null : Path.Combine(folder, Authority), Exports = Exports is null ? null : Path.Combine(folder, Exports) };

    /// <summary>Refuses names that lead out of the folder, and a directive that is a file.</summary>
    public void Check()
    {
        foreach (var name in new[] { Authority, Exports }.OfType<string>())
        {
            if (name.Length == 0 || name is "." or ".." || name.AsSpan().IndexOfAny('/', '\\', ':') >= 0)
                throw new UnusableInputException($"'{name}' is no name of a file in the workers' folder; give a name without a path");
        }

        if (Directive is { } id && !DirectiveSet.Load(ProductFiles.Directives).All.Any(one => one.Id == id))
            throw new UnusableInputException($"'{Directive}' is no id of a directive; 'tiktokban directive list' names them");
    }
}
