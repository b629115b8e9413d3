using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Tenants.Access;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the tenants that the runspace is signed in to.</summary>
public sealed class TenantCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        DirectiveCompleter.Matches(wordToComplete, ModuleSession.Of(Runspace.DefaultRunspace).Tenants.All.Select(tenant => (tenant.Name, $"{tenant.TenantId}, {tenant.SignIn}")));
}

/// <summary>Completes the kinds of source that a tenant can answer.</summary>
public sealed class SourceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        DirectiveCompleter.Matches(wordToComplete, TenantAccess.Sources.Select(source => (source, source)));
}
