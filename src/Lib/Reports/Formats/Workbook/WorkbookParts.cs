using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;

namespace TikTokBan.Reports.Formats.Workbook;

/// <summary>
/// The parts of a workbook, written one after the other into their zip. What the library for such packages does itself holds every
/// part in memory until the end, and stamps each with the time of writing; here neither happens.
/// </summary>
internal sealed class WorkbookParts(Stream output) : IDisposable
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";

    // The first moment that a zip can hold: when a report was written is nobody's business, and the same report is the same bytes.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ZipArchive _zip = new(output, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<(string Part, string Type)> _types = [];

    /// <summary>Writes a part with the library's typed elements.</summary>
    public void Write(string part, string type, Action<OpenXmlWriter> write)
    {
        _types.Add(("/" + part, type));
        using var stream = Open(part);
        using var writer = OpenXmlWriter.Create(stream, Utf8);
        writer.WriteStartDocument(standalone: true);
        write(writer);
    }

    /// <summary>Writes a part of which the library has no elements.</summary>
    public void WriteXml(string part, string type, Action<XmlWriter> write)
    {
        _types.Add(("/" + part, type));
        Xml(part, write);
    }

    /// <summary>Writes what a part refers to.</summary>
    /// <param name="of">The part; empty for the package.</param>
    /// <param name="relations">Id, kind and target of each.</param>
    public void Relate(string of, IReadOnlyList<(string Id, string Kind, string Target)> relations)
    {
        var slash = of.LastIndexOf('/') + 1;
        Xml($"{of[..slash]}_rels/{of[slash..]}.rels", xml =>
        {
            xml.WriteStartElement("Relationships", PackageRelations);
            foreach (var (id, kind, target) in relations)
            {
                xml.WriteStartElement("Relationship", PackageRelations);
                xml.WriteAttributeString("Id", id);
                xml.WriteAttributeString("Type", kind.Contains(':', StringComparison.Ordinal) ? kind : Relations + kind);
                xml.WriteAttributeString("Target", target);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    /// <summary>Writes what kind each part is; the last thing to do.</summary>
    public void Finish() => Xml("[Content_Types].xml", xml =>
    {
        xml.WriteStartElement("Types", ContentTypes);
        Default("rels", "application/vnd.openxmlformats-package.relationships+xml");
        Default("xml", "application/xml");
        foreach (var (part, type) in _types)
            Type("Override", "PartName", part, type);
        xml.WriteEndElement();

        void Default(string extension, string type) => Type("Default", "Extension", extension, type);

        void Type(string element, string name, string value, string type)
        {
            xml.WriteStartElement(element, ContentTypes);
            xml.WriteAttributeString(name, value);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }
    });

    public void Dispose() => _zip.Dispose();

    private void Xml(string part, Action<XmlWriter> write)
    {
        using var stream = Open(part);
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = Utf8 });
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private Stream Open(string part)
    {
        var entry = _zip.CreateEntry(part, CompressionLevel.Fastest);
        entry.LastWriteTime = Epoch;
        entry.ExternalAttributes = 0;
        return entry.Open();
    }
}
