using System.Text;

namespace TikTokBan.Removal.Blocks;

/// <summary>One file of a block list.</summary>
/// <param name="Part">What sets its name apart from that of the list itself, such as <c>undo</c>; null for the list itself.</param>
/// <param name="Extension">The extension that its readers expect, with its dot.</param>
/// <param name="Text">What is in it; its line ends are those that its readers expect.</param>
public sealed record BlockFile(string? Part, string Extension, string Text)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The bytes of the file: UTF-8 without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Bytes => Utf8.GetBytes(Text);

    /// <summary>Its path beside a list of a name.</summary>
    /// <param name="list">Path of the list itself.</param>
    public string PathBeside(string list)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(list);
        return Part is null ? list : Path.Combine(Path.GetDirectoryName(list) ?? "", $"{Path.GetFileNameWithoutExtension(list)}.{Part}{Extension}");
    }
}
