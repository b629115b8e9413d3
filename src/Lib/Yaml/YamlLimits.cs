namespace TikTokBan.Yaml;

/// <summary>How much a YAML file may hold before it is refused. People write these files by hand; anything beyond is an accident or an attack.</summary>
/// <param name="Bytes">Size of the file, in bytes.</param>
/// <param name="Depth">Sequences and mappings inside one another.</param>
/// <param name="Nodes">Scalars, sequences and mappings in all.</param>
internal sealed record YamlLimits(int Bytes = 4 * 1024 * 1024, int Depth = 24, int Nodes = 400_000)
{
    public static YamlLimits Default { get; } = new();
}
