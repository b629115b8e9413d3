using System.Text.RegularExpressions;

namespace TikTokBan.Directives;

/// <summary>A directive of one's own that starts as a copy of another.</summary>
public static partial class DirectiveCopy
{
    /// <summary>The file of a directive, comments and all, under another id: an authority changes what differs and keeps the rest.</summary>
    /// <param name="source">The directive to begin from.</param>
    /// <param name="id">The new id: small letters, digits and hyphens.</param>
    /// <returns>YAML.</returns>
    /// <exception cref="UnusableInputException">The directive's file is gone.</exception>
    public static string Of(Directive source, string id)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!File.Exists(source.Path))
            throw new UnusableInputException(InputProblem.DirectiveUnusable, "the file of this directive is not there any more; install the product again", source.Path);
        var text = File.ReadAllText(source.Path).ReplaceLineEndings("\n");
        return $"# Began as a copy of {source.Id}, version {source.Version}.\n{IdLine().Replace(text, $"id: {id}", 1)}";
    }

    [GeneratedRegex("^id: .*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex IdLine();
}
