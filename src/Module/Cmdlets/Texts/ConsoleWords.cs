using System.Text.RegularExpressions;

namespace TikTokBan.Cmdlets.Texts;

/// <summary>The library names a thing as both front ends do, such as <c>'verify' (Test-TikTokRemoval)</c> or <c>(--force, -Force)</c>. Whoever is in PowerShell reads PowerShell's name alone.</summary>
internal static partial class ConsoleWords
{
    /// <summary>The sentence without the console's words where PowerShell's stand beside them.</summary>
    public static string Drop(string sentence) => Beside().Replace(Bracketed().Replace(sentence, "$1"), "(");

    // 'verify' (Test-TikTokRemoval), and --ring 2 (-Ring 2).
    [GeneratedRegex(@"(?:'[a-z][a-z ]*'|--[a-z][a-z-]*(?: [^\s()]+)?) \(((?:[A-Z][A-Za-z]*)?-[A-Z][^()]*)\)")]
    private static partial Regex Bracketed();

    // (--force, -Force)
    [GeneratedRegex(@"\(--[a-z][a-z-]*, (?=-[A-Z])")]
    private static partial Regex Beside();
}
