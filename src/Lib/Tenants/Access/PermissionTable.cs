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
            Nothing else is ever sent to a tenant. Reading and acting are apart: a scan needs nothing of what acting needs, and nothing
            that it sends changes anything. [A live tenant](tenant.md) says how to grant permissions.

            One permission a request suffices, the least there is. An application or a managed identity needs the application
            permission, a person who signs in the delegated one, of the same name where nothing else is said.

            ## Reading

            All permissions are those of Microsoft Graph. A POST asks a question, or for a report to be made ready.


            """.ReplaceLineEndings("\n"));
        Part(page, [.. operations.Where(operation => !operation.IsForActing)]);
        var acting = operations.Where(operation => operation.IsForActing).ToList();
        if (acting.Count == 0)
            return page.ToString();
        page.Append("""

            ## Acting

            For carrying out a plan, taking it back, and blocks: what is looked at just before, and what is changed. Grant it to whatever
            applies plans, for as long as it does, and only those kinds that its plans hold; `tiktokban access --for apply` says what is
            missing, going by the token, and never tries a change. `Ti.ReadWrite` is a permission of WindowsDefenderATP, at Defender's
            own address; all others are those of Microsoft Graph.


            """.ReplaceLineEndings("\n"));
        Part(page, [.. acting.Where(operation => !PublishOperations.Titles.ContainsKey(operation.Source))]);
        var handing = acting.Where(operation => PublishOperations.Titles.ContainsKey(operation.Source)).ToList();
        if (handing.Count == 0)
            return page.ToString();
        page.Append("""

            ## Handing over

            For putting a report into SharePoint, drafting a mail about it, and keeping the register of waivers as a list; nothing of a
            scan or a removal is needed for it. `Sites.Selected` alone allows nothing: an administrator also grants the application the
            role `write` on the one site (`manage` where the list of waivers has yet to be made). `tiktokban access --for publish` says
            what is missing. [Handing a report over](handover.md) has the commands.


            """.ReplaceLineEndings("\n"));
        Part(page, handing);
        return page.ToString();
    }

    private static void Part(StringBuilder page, IReadOnlyList<TenantOperation> operations)
    {
        Row(page, "permission", "kind", "for");
        Row(page, "---", "---", "---");
        foreach (var (permission, kind, sources) in Needs(operations))
            Row(page, $"`{permission}`", kind, string.Join(", ", sources.Select(source => $"`{source}`")));
        foreach (var source in operations.GroupBy(operation => operation.Source, StringComparer.Ordinal))
            Section(page, source.Key, [.. source]);
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
        if (operations.All(operation => operation is { IsOptional: true, IsForActing: false }))
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
        if (operation.IsWithoutToken)
            yield return "Without a token: the link is the permission.";
        if (operation.Also.Count > 0)
            yield return $"An application also needs {string.Join(", ", operation.Also.Select(name => $"`{name}`"))}.";
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
