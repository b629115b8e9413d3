namespace TikTokBan.Reports.Handover;

/// <summary>What SharePoint takes as the name of a file or folder. A name that it would refuse is refused before anything is sent.</summary>
internal static class SharePointNames
{
    /// <summary>Characters of the whole path below the host, decoded, that SharePoint takes at most.</summary>
    public const int LongestPath = 400;

    private const int LongestName = 255;
    private const string Barred = "\"*:<>?/\\|";

    private static readonly string[] Reserved = [".lock", "con", "prn", "aux", "nul", "desktop.ini"];

    /// <summary>Looks at one name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what">What it is of, as the sentence begins.</param>
    /// <exception cref="UnusableInputException">SharePoint doesn't take it.</exception>
    public static void Check(string name, string what)
    {
        if (Problem(name) is { } problem)
            throw new UnusableInputException(InputProblem.HandoverUnusable, $"{char.ToUpperInvariant(what[0])}{what[1..]} '{Shown(name)}' {problem}, which SharePoint doesn't take; name it otherwise.");
    }

    /// <summary>The segments of a folder's path in a library; empty for the library itself.</summary>
    /// <param name="path">The path, with slashes.</param>
    /// <exception cref="UnusableInputException">SharePoint doesn't take one of its names.</exception>
    public static IReadOnlyList<string> Segments(string? path)
    {
        if (string.IsNullOrEmpty(path))
            return [];
        var segments = path.Trim('/').Split('/');
        foreach (var segment in segments)
            Check(segment, "the folder's name");
        return segments;
    }

    private static string? Problem(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return "is empty";
        if (name is "." or "..")
            return "leads to another folder";
        if (char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]))
            return "begins or ends with a blank";
        if (name.FirstOrDefault(letter => Barred.Contains(letter, StringComparison.Ordinal) || char.IsControl(letter)) is var bad and not '\0')
            return char.IsControl(bad) ? "holds a control character" : $"holds the character {bad}";
        if (name[^1] == '.')
            return "ends with a dot";
        if (name.Length > LongestName)
            return $"has more than {LongestName} characters";
        if (name.StartsWith("~$", StringComparison.Ordinal) || name.Contains("_vti_", StringComparison.OrdinalIgnoreCase) || IsReserved(name))
            return "is reserved";
        return null;
    }

    private static bool IsReserved(string name)
    {
        var small = name.ToLowerInvariant();
        return Reserved.Contains(small) || (small.Length == 4 && (small.StartsWith("com", StringComparison.Ordinal) || small.StartsWith("lpt", StringComparison.Ordinal)) && char.IsAsciiDigit(small[3]));
    }

    private static string Shown(string name)
    {
        var plain = string.Concat(name.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
        return plain.Length > 80 ? plain[..80] + "…" : plain;
    }
}
