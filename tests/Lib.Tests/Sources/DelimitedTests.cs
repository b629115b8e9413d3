using System.Globalization;
using System.Text;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;

namespace TikTokBan.Tests.Sources;

public sealed class DelimitedTests
{
    private const int Width = 3;

    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(716, 2023);

    // Fields long enough to cross chunks of 64 bytes, and full of what a tokenizer trips over.
    private static readonly Gen<string> Field = Gen.Elements('a', 'b', 'é', '€', ' ', '"', ',', '\n', ';').ArrayOf().Select(letters => new string(letters));

    private static readonly Gen<string[][]> Table = Field.ArrayOf(Width).ArrayOf();

    [Fact]
    public void Agrees_with_a_plain_parser_and_with_CsvHelper_at_any_block_size() =>
        Check.One(Fixed, Prop.ForAll(Table.Zip(Gen.Choose(1, 200)).ToArbitrary(), sample =>
        {
            var (table, blockSize) = sample;
            var text = Write(table);
            var rows = DelimitedText.ReadAsync(text, Width, blockSize).GetAwaiter().GetResult();
            Assert.Empty(rows.Rejected);
            var fields = rows.Rows.Select(row => row[(row.IndexOf(':', StringComparison.Ordinal) + 1)..]).ToList();
            Assert.Equal(Plain(text), fields);
            Assert.Equal(ThroughCsvHelper(text), fields);
        }));

    [Fact]
    public void Lines_are_those_of_the_file_at_any_block_size() =>
        Check.One(Fixed, Prop.ForAll(Table.Zip(Gen.Choose(1, 200)).ToArbitrary(), sample =>
        {
            var (table, blockSize) = sample;
            var text = Write(table);
            var line = 1;
            var expected = new List<int>();
            foreach (var row in table)
            {
                expected.Add(line);
                line += 1 + row.Sum(field => field.Count(letter => letter == '\n'));
            }

            var read = DelimitedText.ReadAsync(text, Width, blockSize).GetAwaiter().GetResult();
            Assert.Equal(expected, read.Rows.Select(row => int.Parse(row.Split(':')[0], CultureInfo.InvariantCulture)));
        }));

    [Fact]
    public void Garbage_is_read_or_rejected_and_never_stops_the_reading() =>
        Check.One(Fixed, Prop.ForAll(Gen.Elements('a', '"', ',', '\n', '\r', 'é').ArrayOf().Zip(Gen.Choose(1, 90)).ToArbitrary(), sample =>
        {
            var (letters, blockSize) = sample;
            var text = new string(letters);
            var (rows, rejected) = DelimitedText.ReadAsync(text, Width, blockSize).GetAwaiter().GetResult();
            var lines = text.Split('\n').Length;
            Assert.All(rejected, row => Assert.InRange(row.Line, 1, lines));
            Assert.Equal(rejected.Select(row => row.Line).Order(), rejected.Select(row => row.Line));
            Assert.Equal(string.IsNullOrWhiteSpace(text.Replace("\r", "", StringComparison.Ordinal)), rows.Count + rejected.Count == 0);
        }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Several_workers_give_what_one_gives(int workers)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i},\"quoted, {i % 7}\n\",{(i % 1000 == 17 ? "one,too,many" : "x")}\n");
        var alone = await DelimitedText.ReadAsync(text.ToString(), Width, 4096);
        var together = await DelimitedText.ReadAsync(text.ToString(), Width, 4096, workers: workers);
        Assert.Equal(alone.Rows, together.Rows);
        Assert.Equal(alone.Rejected, together.Rejected);
        Assert.NotEmpty(alone.Rejected);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_costs_one_line()
    {
        var (rows, rejected) = await DelimitedText.ReadAsync("a,b,c\nd,\"e,f\ng,h,i\nj,k,l\n", Width, 4096);
        Assert.Equal(["1:a|b|c", "3:g|h|i", "4:j|k|l"], rows);
        Assert.Equal(2, Assert.Single(rejected).Line);
    }

    [Fact]
    public async Task A_quote_that_swallows_lines_up_to_another_row_costs_no_more_than_its_line()
    {
        var (rows, rejected) = await DelimitedText.ReadAsync("a,\"b,c\nd,e,f\n\"g\",\"h\",i\n", Width, 4096);
        Assert.Equal(["2:d|e|f", "3:g|h|i"], rows);
        Assert.Equal(1, Assert.Single(rejected).Line);
    }

    [Fact]
    public async Task A_quote_within_a_plain_field_is_text()
    {
        var (rows, rejected) = await DelimitedText.ReadAsync("5\" screen,b,c\nd,\"e \"\"f\"\"\",g\nh,i\"i\"i,j\n", Width, 4096);
        Assert.Equal(["1:5\" screen|b|c", "2:d|e \"f\"|g", "3:h|i\"i\"i|j"], rows);
        Assert.Empty(rejected);
    }

    [Fact]
    public async Task A_row_with_too_few_or_too_many_columns_is_rejected_by_line()
    {
        var (rows, rejected) = await DelimitedText.ReadAsync("a,b\n\nc,d,e\r\nf,g,h,i\n", Width, 4096);
        Assert.Equal(["3:c|d|e"], rows);
        Assert.Equal([1L, 4L], rejected.Select(row => row.Line));
        Assert.Contains("2 columns where the header has 3", rejected[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unclosed_quote_longer_than_a_row_gives_the_lines_back()
    {
        var lines = string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},b,c\n"));
        var (rows, rejected) = await DelimitedText.ReadAsync("x,\"y,z\n" + lines, Width, blockSize: 64, maxRow: 1000);
        Assert.Equal(500, rows.Count);
        Assert.Equal(1, Assert.Single(rejected).Line);
    }

    private static string Write(string[][] table) => string.Concat(table.Select(row => string.Join(',', row.Select(Quoted)) + "\n"));

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny("\",\n") >= 0 || field.Length % 3 == 1 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    // Letter by letter, as one would write it first.
    private static List<string> Plain(string text)
    {
        var rows = new List<string>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (quoted && letter == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (letter == '"')
                quoted = !quoted;
            else if (!quoted && letter is ',' or '\n' && !quoted)
                EndField(letter);
            else
                field.Append(letter);
        }

        return rows;

        void EndField(char letter)
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
            if (letter != '\n')
                return;
            rows.Add(string.Join('|', fields));
            fields.Clear();
        }
    }

    private static List<string> ThroughCsvHelper(string text)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { HasHeader = false, Separator = ',' });
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim())));
        return rows;
    }
}

/// <summary>Two short texts with a line of any length between them, made as it is read.</summary>
internal sealed class LongLineStream(string before, long length, string after) : Stream
{
    private readonly byte[] _before = Encoding.UTF8.GetBytes(before);
    private readonly byte[] _after = Encoding.UTF8.GetBytes(after);
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _before.Length + length + _after.Length;

    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var to = buffer.AsSpan(offset, count);
        int taken;
        if (_at < _before.Length)
            taken = Copy(_before.AsSpan((int)_at), to);
        else if (_at < _before.Length + length)
        {
            taken = (int)Math.Min(count, _before.Length + length - _at);
            to[..taken].Fill((byte)'x');
        }
        else
            taken = Copy(_after.AsSpan((int)(_at - _before.Length - length)), to);

        _at += taken;
        return taken;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var length = Math.Min(from.Length, to.Length);
        from[..length].CopyTo(to);
        return length;
    }
}
