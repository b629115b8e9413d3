using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Directives;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Writes what the author of a directive should mend, with line and column; nothing when all is well. With <c>-Quiet</c>, only whether all is well.</summary>
[Cmdlet(VerbsDiagnostic.Test, "BanDirective", DefaultParameterSetName = "Path")]
[OutputType(typeof(DirectiveProblem), typeof(bool))]
public sealed class TestBanDirectiveCommand : AsyncCmdlet
{
    /// <summary>Files to check. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path", HelpMessage = "Files to check. Wildcards are allowed.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files to check, each name as it stands.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath", HelpMessage = "Files to check, each name as it stands.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Writes only true or false.</summary>
    [Parameter(HelpMessage = "Writes only true or false.")]
    public SwitchParameter Quiet { get; set; }

    private DirectiveSet? _shipped;

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() => _shipped = DirectiveSet.Load(ProductFiles.Directives));

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        foreach (var full in Existing(Path, LiteralPath))
        {
            this.Try(full, () =>
            {
                var findings = DirectiveCheck.Run(full, _shipped);
                if (Quiet)
                    WriteObject(findings.Count == 0);
                else
                    WriteObject(findings.Select(finding => new DirectiveProblem(full, finding.Line, finding.Column, finding.Message)), enumerateCollection: true);
            });
        }
    });
}

/// <summary>Something that the author of a directive should mend.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
/// <param name="Message">What, and what to do.</param>
public sealed record DirectiveProblem(string Path, long Line, long Column, string Message);
