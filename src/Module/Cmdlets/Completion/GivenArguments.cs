using System.Collections;
using System.Management.Automation;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>What stands on the line already, where a word is being completed.</summary>
/// <param name="Command">The cmdlet.</param>
/// <param name="Parameter">The parameter whose word it is.</param>
/// <param name="Bound">The other parameters, as far as they are plain values.</param>
internal sealed record GivenArguments(string Command, string Parameter, IDictionary Bound)
{
    // Get-Variable and not $PSDefaultParameterValues, so that strict mode has nothing to say.
    private const string DefaultOf = """
        param($command, $parameter)
        $defaults = (Get-Variable PSDefaultParameterValues -ValueOnly -ErrorAction Ignore)
        foreach ($key in @(if ($defaults -is [Collections.IDictionary] -and -not $defaults['Disabled']) { $defaults.Keys })) {
            $of, $name = "$key" -split ':', 2
            if ($command -like $of -and $name -eq $parameter) { $defaults[$key]; break }
        }
        """;

    /// <summary>The text that a parameter has on the line, else by the caller's defaults.</summary>
    public string? Text(string parameter) =>
        Plain(Bound[parameter]) ?? Plain(Run(DefaultOf, Command, parameter));

    /// <summary>The full path of a file or folder that a parameter names.</summary>
    public string? File(string parameter) => Text(parameter) is { } text ? FullPath(text) : null;

    /// <summary>The ledger that is named, or the user's own; null where there is none yet.</summary>
    public EvidenceLedger? Ledger() => Location() is { } location ? new EvidenceLedger(location) : null;

    /// <summary>Where that ledger is.</summary>
    public LedgerLocation? Location()
    {
        var named = Text("Ledger");
        var location = LedgerLocation.Parse(
            named is null || named.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase) || named.Contains("://", StringComparison.Ordinal) ? named : FullPath(named));
        return location.MayExist ? location : null;
    }

    /// <summary>A path from where the shell is.</summary>
    public static string? FullPath(string path) =>
        Plain(Run("param($path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path)", path));

    private static string? Plain(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) is string { Length: > 0 } text ? text : null;

    private static PSObject? Run(string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript(script, useLocalScope: true);
        foreach (var argument in arguments)
            shell.AddArgument(argument);
        return shell.Invoke().FirstOrDefault();
    }
}
