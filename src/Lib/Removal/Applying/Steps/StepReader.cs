using System.Text.Json;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Steps;

/// <summary>Reads what a step needs to know, and holds every row against what it must equal: services ignore filters that they don't know.</summary>
internal sealed class StepReader(IPlanTransport transport, StepValues values)
{
    private readonly Template _template = new(values);

    /// <summary>Reads everything that the step reads.</summary>
    /// <exception cref="TenantException">Something can't be read.</exception>
    /// <exception cref="UnknownValueException">Something that a reading needs is not known.</exception>
    public async Task ReadAsync(PlanStep step, CancellationToken cancellationToken)
    {
        if (step.Main is { } main && values.Own is null)
        {
            var rows = await RowsAsync(main, cancellationToken).ConfigureAwait(false);
            values.Keep("", rows);
            if (rows is not [var single])
                return;
            values.Own = StepValues.Member(single, "id");
        }

        foreach (var read in step.Reads.Where(read => read != step.Main))
            values.Keep(read.As ?? "", await RowsAsync(read, cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<JsonElement>> RowsAsync(PlanRequest read, CancellationToken cancellationToken)
    {
        var request = new SentRequest(read.Method, read.Service, _template.Path(read.Path), null);
        var rows = await transport.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        return read.Match is null ? rows : [.. rows.Where(row => read.Match.All(wanted => IsSo(row, wanted)))];
    }

    private static bool IsSo(JsonElement row, KeyValuePair<string, string> wanted) =>
        string.Equals(StepValues.Member(row, wanted.Key), wanted.Value, StringComparison.OrdinalIgnoreCase);
}
