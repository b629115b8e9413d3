namespace TikTokBan.Catalogue.Reading;

/// <summary>The files of one catalogue folder.</summary>
internal static class CatalogueFolder
{
    private const int MostFiles = 200;

    /// <summary>Paths of its YAML files, in ordinal order of their names; folders inside it are not regarded.</summary>
    public static IReadOnlyList<string> Files(string directory)
    {
        try
        {
            var files = Directory.EnumerateFiles(directory)
                .Where(path => Path.GetExtension(path) is ".yaml" or ".yml")
                .Take(MostFiles + 1)
                .Order(StringComparer.Ordinal)
                .ToList();
            return files.Count switch
            {
                0 => throw new UnusableInputException(InputProblem.CatalogueUnusable, "the folder holds no catalogue: no file in it ends in .yaml", directory),
                > MostFiles => throw new UnusableInputException(InputProblem.CatalogueUnusable, $"the folder holds more than {MostFiles} YAML files; a catalogue folder holds nothing else", directory),
                _ => files,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableInputException(InputProblem.CatalogueUnusable, $"the catalogue folder can't be read: {e.Message.TrimEnd('.')}", directory, inner: e);
        }
    }
}
