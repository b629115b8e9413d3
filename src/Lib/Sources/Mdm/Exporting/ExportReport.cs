using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Mdm.Exporting;

/// <summary>A report as Intune is asked for it. Two of the same content are two orders.</summary>
/// <param name="name">The service's name of it, such as <c>AppInvRawData</c>.</param>
/// <param name="operations">On whose behalf it is ordered.</param>
/// <param name="columns">Columns to ask for, since those that come unasked may change; each further list is asked for where the service won't give the one before it.</param>
internal sealed class ExportReport(string name, ExportOperations operations, params IReadOnlyList<string>[] columns)
{
    public string Name { get; } = name;

    public ExportOperations Operations { get; } = operations;

    public IReadOnlyList<IReadOnlyList<string>> Columns { get; } = columns;

    /// <summary>Which rows; the service may ignore it.</summary>
    public string? Filter { get; init; }

    /// <summary>A condition in the service's own form: nothing but equality, quotes doubled.</summary>
    public static string Equal(string column, string value) => $"({column} eq '{value.Replace("'", "''", StringComparison.Ordinal)}')";
}
