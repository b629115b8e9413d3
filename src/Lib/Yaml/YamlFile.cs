using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TikTokBan.Yaml;

/// <summary>Reads one YAML file into nodes that know their lines, within limits. Anchors, aliases, tags and further documents are refused: no file here needs them, and they are how a small file becomes a huge one.</summary>
internal static class YamlFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file whose top level is a mapping.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">How much of it is read.</param>
    /// <param name="problem">What it is when the file, or a node of it, can't be used.</param>
    /// <exception cref="UnusableInputException">It is missing, unreadable, too large, not UTF-8, not YAML, or not a mapping.</exception>
    public static YamlMapping Load(string path, YamlLimits? limits = null, InputProblem problem = InputProblem.FileUnusable) =>
        Load(path, Read(path, limits ??= YamlLimits.Default, problem), limits, problem);

    /// <summary>Reads bytes already at hand as if they were the file at <paramref name="path"/>.</summary>
    public static YamlMapping Load(string path, byte[] content, YamlLimits? limits = null, InputProblem problem = InputProblem.FileUnusable)
    {
        limits ??= YamlLimits.Default;
        if (content.Length > limits.Bytes)
            throw TooLarge(path, limits, problem);

        string text;
        try
        {
            text = Strict.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            throw new UnusableInputException(problem, "the file is not UTF-8 text; save it as UTF-8", path, inner: e);
        }

        try
        {
            return new Builder(new YamlSource(path, problem), new Parser(new StringReader(text.TrimStart('\uFEFF'))), limits).Document();
        }
        catch (YamlException e)
        {
            throw new UnusableInputException(problem, $"the file is not valid YAML: {e.Message.TrimEnd('.')}", path, e.Start.Line, e, e.Start.Column);
        }
    }

    /// <summary>Reads the bytes of a file, and no more of them than the limit allows.</summary>
    public static byte[] Read(string path, YamlLimits limits, InputProblem problem = InputProblem.FileUnusable)
    {
        // Opened as a file, a folder would be "access denied" and send its reader after permissions.
        if (Directory.Exists(path))
            throw new UnusableInputException(problem, "this is a folder; name the file in it", path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            var block = new byte[64 * 1024];
            for (int count; (count = stream.Read(block)) > 0;)
            {
                content.Write(block, 0, count);
                if (content.Length > limits.Bytes)
                    throw TooLarge(path, limits, problem);
            }

            return content.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnusableInputException(problem, $"the file can't be read: {e.Message.TrimEnd('.')}", path, inner: e);
        }
    }

    private static UnusableInputException TooLarge(string path, YamlLimits limits, InputProblem problem) =>
        new(problem, $"the file is larger than the {limits.Bytes} bytes allowed for it", path);

    private sealed class Builder(YamlSource source, Parser parser, YamlLimits limits)
    {
        private int _nodes;

        public YamlMapping Document()
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
                throw source.Error("the file is empty");

            parser.Consume<DocumentStart>();
            var root = Node(1).AsMapping("the file");
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second))
                throw At(second, "a second document starts here; write one document a file");

            parser.Consume<StreamEnd>();
            return root;
        }

        private YamlNode Node(int depth)
        {
            var current = parser.Current ?? Next();
            if (++_nodes > limits.Nodes)
                throw At(current, $"the file holds more than {limits.Nodes} values");
            if (depth > limits.Depth)
                throw At(current, $"lists and mappings stand more than {limits.Depth} deep inside one another");

            return current switch
            {
                AnchorAlias => throw At(current, "aliases (*name) are not allowed; write the value out"),
                NodeEvent { Anchor.IsEmpty: false } => throw At(current, "anchors (&name) are not allowed; write the value out where it is needed"),
                NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } } => throw At(current, "tags (!name) are not allowed; write the plain value"),
                Scalar => Value(),
                SequenceStart => List(depth),
                MappingStart => Fields(depth),
                _ => throw At(current, "a value was expected here"),
            };
        }

        private ParsingEvent Next()
        {
            parser.MoveNext();
            return parser.Current ?? throw source.Error("the file ends too early");
        }

        private YamlScalar Value()
        {
            var scalar = parser.Consume<Scalar>();
            return new YamlScalar(source, scalar.Start.Line, scalar.Start.Column, scalar.Value, scalar.Style is ScalarStyle.Plain);
        }

        private YamlSequence List(int depth)
        {
            var start = parser.Consume<SequenceStart>();
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Node(depth + 1));
            return new YamlSequence(source, start.Start.Line, start.Start.Column, items);
        }

        private YamlMapping Fields(int depth)
        {
            var start = parser.Consume<MappingStart>();
            var entries = new List<YamlEntry>();
            var lines = new Dictionary<string, long>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Node(depth + 1);
                if (key is not YamlScalar name)
                    throw key.Error("a field's name must be a plain text");
                if (!lines.TryAdd(name.Text, name.Line))
                    throw name.Error($"the field '{name.Text}' stands here a second time; the first is on line {lines[name.Text]}");
                entries.Add(new YamlEntry(name, Node(depth + 1)));
            }

            return new YamlMapping(source, start.Start.Line, start.Start.Column, entries);
        }

        private UnusableInputException At(ParsingEvent where, string message) => source.Error(message, where.Start.Line, where.Start.Column);
    }
}
