using System.IO.Compression;
using System.Text;

namespace TikTokBan.Generator.Formats;

/// <summary>The folder that is written to. Files of the same name are replaced; others are left alone.</summary>
internal sealed class Target(string folder)
{
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private const int Buffer = 1 << 17;

    public Stream Create(string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, Buffer);
    }

    /// <summary>A text file, in UTF-8 without byte order mark unless another encoding is given.</summary>
    public StreamWriter Text(string name, string newLine = "\n", Encoding? encoding = null) =>
        new(Create(name), encoding ?? Utf8, Buffer) { NewLine = newLine };

    /// <summary>Writes <c>name.zip</c> with <c>name.csv</c> in it, as export jobs deliver it, or the bare <c>name.csv</c>.</summary>
    public void Csv(string name, bool zip, Action<StreamWriter> write)
    {
        if (!zip)
        {
            using var bare = Text(name + ".csv", "\r\n");
            write(bare);
            return;
        }
        using var archive = new ZipArchive(Create(name + ".zip"), ZipArchiveMode.Create);
        var entry = archive.CreateEntry(Path.GetFileName(name) + ".csv", CompressionLevel.SmallestSize);
        entry.LastWriteTime = World.AuthorityWorld.Now;
        using var inside = new StreamWriter(entry.Open(), Utf8, Buffer) { NewLine = "\r\n" };
        write(inside);
    }
}
