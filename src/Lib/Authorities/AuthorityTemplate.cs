namespace TikTokBan.Authorities;

/// <summary>A commented profile to start from.</summary>
public static class AuthorityTemplate
{
    /// <summary>The text, in YAML. It loads as it is.</summary>
    /// <returns>The text, with line feeds alone as line ends.</returns>
    public static string Read()
    {
        using var stream = typeof(AuthorityTemplate).Assembly.GetManifestResourceStream("TikTokBan.Authorities.authority-template.yaml")
            ?? throw new FileNotFoundException("the library was built without its authority template");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
