namespace TikTokBan;

/// <summary>Where the product's own files are: they are copied beside the library when it is built.</summary>
public static class ProductFiles
{
    /// <summary>The folder with the shipped catalogue.</summary>
    public static string Catalogue => Path.Combine(Root, "data", "catalogue");

    /// <summary>The folder with the shipped directives.</summary>
    public static string Directives => Path.Combine(Root, "data", "directives");

    /// <summary>The folder with the shipped remedies.</summary>
    public static string Remedies => Path.Combine(Root, "data", "remedies");

    /// <summary>The folder with the made-up authority.</summary>
    public static string Samples => Path.Combine(Root, "samples");

    // An assembly that was loaded from bytes has no location; the host's folder is then the best there is.
    private static string Root =>
        Path.GetDirectoryName(typeof(ProductFiles).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;
}
