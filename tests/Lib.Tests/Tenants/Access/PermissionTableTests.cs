using TikTokBan.Tenants.Access;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tests.House;

namespace TikTokBan.Tests.Tenants.Access;

public sealed class PermissionTableTests
{
    [Fact]
    public void The_documentation_lists_what_the_client_can_ask()
    {
        var written = CommittedFiles.Read("docs/permissions.md");

        Assert.True(
            written == PermissionTable.ToMarkdown(),
            "docs/permissions.md is stale; write it anew: dotnet run --project src/Cli -- access --list --format markdown > docs/permissions.md");
    }

    [Fact]
    public void Every_request_is_listed_with_what_it_needs()
    {
        var page = PermissionTable.ToMarkdown();

        Assert.NotEmpty(TenantOperations.All);
        Assert.All(TenantOperations.All, operation => Assert.Contains($"`{operation.Method} {operation.Path}`", page, StringComparison.Ordinal));
        Assert.All(TenantOperations.All.SelectMany(operation => operation.Application.Concat(operation.Delegated)), permission => Assert.Contains($"`{permission}`", page, StringComparison.Ordinal));
    }
}
