using TikTokBan.Help.Cmdlets;

namespace TikTokBan.Help.Pages;

/// <summary>Holds pages against the compiled cmdlets.</summary>
internal static class PageCheck
{
    /// <summary>What PowerShell itself adds to a cmdlet that asks first. A page may explain them where they do more than usual.</summary>
    public static readonly string[] Asking = ["WhatIf", "Confirm"];

    /// <summary>What doesn't agree, a sentence each; none when all does.</summary>
    public static IEnumerable<string> Run(IReadOnlyList<CmdletShape> cmdlets, IReadOnlyList<HelpPage> pages)
    {
        var missing = cmdlets.Where(cmdlet => pages.All(page => page.Name != cmdlet.Name)).Select(cmdlet => $"{cmdlet.Name} has no page; write docs/cmdlets/{cmdlet.Name}.md.");
        var strays = pages.Where(page => cmdlets.All(cmdlet => page.Name != cmdlet.Name)).Select(page => $"{page.File}: there is no such cmdlet; remove the page or correct its name.");
        return missing.Concat(strays).Concat(cmdlets.Join(pages, cmdlet => cmdlet.Name, page => page.Name, Disagreements).SelectMany(found => found));
    }

    /// <summary>What the page says of this cmdlet that isn't so, or fails to say.</summary>
    public static IEnumerable<string> Disagreements(CmdletShape cmdlet, HelpPage page)
    {
        var own = cmdlet.Parameters.Select(parameter => parameter.Name).ToList();
        var allowed = cmdlet.AsksFirst ? own.Concat(Asking) : own;
        var written = page.Parameters.Select(parameter => parameter.Name).ToList();
        var enough = own.Count > 1 ? 2 : 1;
        return
        [
            .. own.Except(written).Select(name => $"{page.File}: -{name} isn't explained; add '### -{name}' under '## Parameters'."),
            .. written.Except(allowed).Select(name => $"{page.File}: {cmdlet.Name} has no parameter -{name}; remove it, or correct its name."),
            .. Missing(page, "Inputs", cmdlet.InputsByValue, page.Inputs, cmdlet.Inputs),
            .. Missing(page, "Outputs", cmdlet.Outputs, page.Outputs, cmdlet.Outputs),
            .. page.Examples.Count < enough ? [$"{page.File}: there are {page.Examples.Count} examples; write at least {enough}."] : Array.Empty<string>(),
            .. page.Links.Count == 0 ? [$"{page.File}: there is no related link; name what one reads next."] : Array.Empty<string>(),
        ];
    }

    /// <summary>The full name of the type that an entry means by its full or its short name; None where there is none.</summary>
    public static string TypeOf(string written, IReadOnlyList<string> types) =>
        types.FirstOrDefault(type => type == written) ?? types.FirstOrDefault(type => type[(type.LastIndexOf('.') + 1)..] == written) ?? written;

    private static IEnumerable<string> Missing(HelpPage page, string section, IReadOnlyList<string> needed, IReadOnlyList<HelpEntry> entries, IReadOnlyList<string> possible)
    {
        var written = entries.Select(entry => TypeOf(entry.Name, possible)).ToList();
        if (possible.Count == 0)
            return written is ["None"] ? [] : [$"{page.File}: '## {section}' has one entry, '### None'."];
        if (needed.Count == 0 && written.Count == 0)
            return [$"{page.File}: '## {section}' says nothing; name a type, or write '### None'."];
        return needed.Except(written).Select(type => $"{page.File}: {type} isn't named under '## {section}'; add it.")
            .Concat(written.Except(needed.Count == 0 ? [.. possible, "None"] : possible).Select(type => $"{page.File}: {type} under '## {section}' isn't a type of the cmdlet; it has {string.Join(", ", possible)}."));
    }
}
