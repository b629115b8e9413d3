using System.Text;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Access;

/// <summary>What each kind of source asks of a tenant and needs for it, as the page that documentation shows.</summary>
public static class PermissionTable
{
    /// <summary>Writes it.</summary>
    /// <returns>Markdown.</returns>
    public static string ToMarkdown() => Write(TenantOperations.All);

    internal static string Write(IReadOnlyList<TenantOperation> operations)
    {
        var page = new StringBuilder();
        page.Append("""
            # What is asked of a tenant, and what that needs

            Made from the same declaration as the requests themselves: `tiktokban access --list --format markdown > docs/permissions.md`.
            Nothing else is ever sent to a tenant, and nothing in it is changed: a POST asks a question, or for a report to be made ready. All
            permissions are those of Microsoft Graph;
            [A live tenant](tenant.md) says how to grant them.

            ## Permissions

            One permission a request suffices, the least there is. An application or a managed identity needs the application
            permission, a person who signs in the delegated one of the same name.


            """.ReplaceLineEndings("\n"));
        Row(page, "permission", "kind", "for");
        Row(page, "---", "---", "---");
        foreach (var (permission, kind, sources) in Needs(operations))
            Row(page, $"`{permission}`", kind, string.Join(", ", sources.Select(source => $"`{source}`")));
        page.Append("\n## Requests\n");
        foreach (var source in operations.GroupBy(operation => operation.Source, StringComparer.Ordinal))
            Section(page, source.Key, [.. source]);
        return page.ToString();
    }

    private static IEnumerable<(string Permission, string Kind, IEnumerable<string> Sources)> Needs(IReadOnlyList<TenantOperation> operations)
    {
        string? Asked(TenantOperation operation, bool delegated) => PermissionMatch.ToAskFor(operation, delegated);
        var names = operations.SelectMany(operation => new[] { Asked(operation, false), Asked(operation, true) }).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var application = operations.Any(operation => Asked(operation, false) == name);
            var delegated = operations.Any(operation => Asked(operation, true) == name);
            yield return (
                name,
                (application, delegated) switch { (true, true) => "both", (true, false) => "application", _ => "delegated" },
                operations.Where(operation => Asked(operation, false) == name || Asked(operation, true) == name).Select(operation => operation.Source).Distinct());
        }
    }

    private static void Section(StringBuilder page, string source, IReadOnlyList<TenantOperation> operations)
    {
        page.Append("\n### ").Append(source).Append("\n\n");
        if (operations.All(operation => operation.IsOptional))
            page.Append("Read only when it is named with `--source`.\n\n");
        Row(page, "request", "permission", "suffices as well", "notes");
        Row(page, "---", "---", "---", "---");
        foreach (var operation in operations)
        {
            Row(
                page,
                $"`{operation.Method} {operation.Path}`",
                Names(operation, sufficient => sufficient.Take(1)),
                Names(operation, sufficient => sufficient.Skip(1)),
                string.Join(" ", Notes(operation)));
        }
    }

    private static string Names(TenantOperation operation, Func<IReadOnlyList<string>, IEnumerable<string>> some)
    {
        var application = string.Join(", ", some(operation.Application).Select(name => $"`{name}`"));
        var delegated = string.Join(", ", some(operation.Delegated).Select(name => $"`{name}`"));
        return application == delegated ? application
            : delegated.Length == 0 ? application + " (application only)"
            : application.Length == 0 ? delegated + " (delegated only)"
            : $"{application}; delegated {delegated}";
    }

    private static IEnumerable<string> Notes(TenantOperation operation)
    {
        if (operation.Service == ServiceFamily.Storage)
            yield return "Without a token: the link is the permission.";
        if (operation.Licence is { } licence)
            yield return $"Needs {licence}.";
        if (operation.DelegatedRole is { } role)
            yield return $"A person also needs the role {role}.";
        if (operation.Clouds is { } clouds)
            yield return $"Only in: {string.Join(", ", clouds.Select(NameOf))}.";
        if (operation.IsBeta)
            yield return "Beta.";
        if (operation.IsOptional)
            yield return "Optional.";
        if (operation.PermissionNote is { } note)
            yield return note;
    }

    private static string NameOf(TenantCloud cloud) => cloud switch
    {
        TenantCloud.UsGov => "US Government",
        TenantCloud.DoD => "US DoD",
        TenantCloud.China => "China",
        _ => "worldwide",
    };

    private static void Row(StringBuilder page, params string[] cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
