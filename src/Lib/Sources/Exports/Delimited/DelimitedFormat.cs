namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>All that is known of a delimited file once its header has been read.</summary>
/// <param name="Dialect">How fields are kept apart.</param>
/// <param name="Header">Its columns.</param>
/// <param name="BodyOffset">Bytes of UTF-8 text before the first row.</param>
/// <param name="BodyLine">Line of the first row.</param>
/// <param name="Encoding">How fields become text.</param>
internal sealed record DelimitedFormat(Dialect Dialect, Header Header, int BodyOffset, long BodyLine, FieldEncoding Encoding)
{
    /// <summary>What a line starts with that is no row; 0 for none.</summary>
    public byte Comment { get; init; }

    /// <summary>Fields of every row.</summary>
    public int Width => Header.Names.Count;
}

/// <summary>How the bytes of a field become text.</summary>
internal enum FieldEncoding
{
    /// <summary>UTF-8; a row that is not is rejected.</summary>
    Utf8,

    /// <summary>Not known, because the beginning of the file is plain ASCII: UTF-8 where a field is valid, else Windows-1252.</summary>
    Undecided,
}
