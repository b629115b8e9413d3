using System.Globalization;
using TikTokBan.Ledger.Chain;

namespace TikTokBan.Ledger.Tests.Chain;

/// <summary>An edit of a ledger's tables.</summary>
/// <param name="What">What was done, for the message of a test that fails.</param>
/// <param name="Tables">The tables' rows as they are afterwards.</param>
/// <param name="Places">Each finding must say one of these, as whole words.</param>
internal sealed record TamperEdit(string What, Dictionary<string, List<IDictionary<string, object?>>> Tables, IReadOnlyList<string> Places)
{
    /// <summary>How many findings there may be: one, or two of what was taken from one place and put at another.</summary>
    public int Most { get; init; } = 2;
}

/// <summary>Random edits as an attacker makes them who can write to the tables but has no master key.</summary>
internal sealed class TamperEdits(LedgerEditor editor, Random random)
{
    private readonly TamperPlaces _places = new(editor);

    /// <summary>Makes one; null where the dice gave one that changes nothing.</summary>
    public TamperEdit? Next()
    {
        var table = random.Next(4) == 0 ? "event" : TamperTables.All[random.Next(TamperTables.All.Count)];
        if (editor[table].Count == 0)
            throw new InvalidOperationException($"The ledger has no row in {table}.");
        return random.Next(12) switch
        {
            0 or 1 => Delete(table),
            2 => Insert(table),
            3 => Swap(table),
            4 => Cut(repairs: random.Next(2) == 0),
            5 or 6 => Rehash(),
            _ => Change(table),
        };
    }

    /// <summary>Makes one of an event itself, that stays in its place.</summary>
    public TamperEdit? NextOfEvents() => random.Next(3) switch
    {
        0 => Rehash(),
        _ => Change("event") is { } edit && edit.Tables["event"].Select(row => row["number"]).ToHashSet().SetEquals(editor["event"].Select(row => row["number"])) ? edit : null,
    };

    private TamperEdit? Change(string table)
    {
        var rows = Copy(table);
        var row = rows[random.Next(rows.Count)];
        var columns = row.Keys.Where(column => !TamperTables.NoEvidence.ContainsKey($"{table}.{column}")).ToList();
        var column = columns[random.Next(columns.Count)];
        var before = new Dictionary<string, object?>(row);
        row[column] = Other(row[column], rows[random.Next(rows.Count)][column]);
        return Same(before[column], row[column]) || IsTaken(table, rows) || (table == "subject" && column == "erased_at" && before[column] is not null && row[column] is not null)
            ? null
            : new TamperEdit($"{table}.{column} of {Name(table, before)} from {Show(before[column])} to {Show(row[column])}", new() { [table] = rows }, [.. _places.Of(table, before), .. _places.Of(table, row)]) { Most = table == "event" && column is not ("number" or "authority") ? 1 : 2 };
    }

    private TamperEdit Delete(string table)
    {
        var rows = Copy(table);
        var row = rows[random.Next(rows.Count)];
        rows.Remove(row);
        return new TamperEdit($"{table}: {Name(table, row)} deleted", new() { [table] = rows }, _places.Of(table, row)) { Most = table == "event" ? 1 : 2 };
    }

    private TamperEdit? Insert(string table)
    {
        var rows = Copy(table);
        var row = new Dictionary<string, object?>(rows[random.Next(rows.Count)]);
        foreach (var column in TamperTables.Keys[table].Where(column => column != "authority"))
            row[column] = row[column] is long number ? rows.Max(other => (long)other[column]!) + random.Next(1, 4) - (random.Next(3) == 0 ? number : 0) : Other(row[column], row[column]);
        rows.Add(row);
        // A second authority of a database is another ledger.
        return table is "authority" or "chain_head" || IsTaken(table, rows) ? null : new TamperEdit($"{table}: {Name(table, row)} inserted", new() { [table] = rows }, _places.Of(table, row)) { Most = table == "event" ? 1 : 2 };
    }

    private TamperEdit? Swap(string table)
    {
        var rows = Copy(table);
        var (one, other) = (rows[random.Next(rows.Count)], rows[random.Next(rows.Count)]);
        if (one == other)
            return null;
        var changed = false;
        foreach (var column in one.Keys.Where(column => !TamperTables.Keys[table].Contains(column) && !TamperTables.NoEvidence.ContainsKey($"{table}.{column}") && (table, column) is not ("subject", "erased_at")).ToList())
        {
            changed |= !Same(one[column], other[column]);
            (one[column], other[column]) = (other[column], one[column]);
        }

        return changed ? new TamperEdit($"{table}: {Name(table, one)} and {Name(table, other)} swapped", new() { [table] = rows }, [.. _places.Of(table, one), .. _places.Of(table, other)]) { Most = table == "event" ? 1 : 2 } : null;
    }

    // The last events are taken away; with all that came with them, and the head set back, where the attacker is careful.
    private TamperEdit Cut(bool repairs)
    {
        var events = Copy("event").OrderBy(row => (long)row["number"]!).ToList();
        var kept = events[..^random.Next(1, 6)];
        var last = kept[^1];
        var number = (long)last["number"]!;
        var edit = new TamperEdit($"events after {number} cut off{(repairs ? ", and all traces of them" : "")}", new() { ["event"] = kept }, [$"vents {number + 1}"]) { Most = 1 };
        if (!repairs)
            return edit;
        var parts = kept.Where(row => (long)row["parts"]! > 0).Max(row => (long)row["first_part"]! + (long)row["parts"]! - 1);
        var head = Copy("chain_head");
        (head[0]["events"], head[0]["hash"], head[0]["parts"]) = (number, last["hash"], parts);
        edit.Tables["chain_head"] = head;
        edit.Tables["part"] = [.. Copy("part").Where(row => (long)row["number"]! <= parts)];
        foreach (var (table, column) in new[] { ("segment", "event"), ("scan_head", "number"), ("scan_run", "number"), ("tally", "scan"), ("seen", "first_scan") })
            edit.Tables[table] = [.. Copy(table).Where(row => (long)row[column]! <= number)];
        edit.Tables["document_subject"] = [.. Copy("document_subject").Where(row => (long)row["part"]! <= parts)];
        return edit;
    }

    // A change of an event by somebody who knows how its hash is made. Not of the very last: it came after the checkpoint that is
    // kept elsewhere, and who can write to the ledger can write what comes after that anew.
    private TamperEdit? Rehash()
    {
        var rows = Copy("event").OrderBy(row => (long)row["number"]!).ToList();
        var index = random.Next(rows.Count - 1);
        var row = rows[index];
        var columns = new[] { "kind", "about", "at", "body", "first_part", "parts", "segments", "content" };
        var column = columns[random.Next(columns.Length)];
        var before = row[column];
        row[column] = Other(before, rows[random.Next(rows.Count)][column]);
        if (Same(before, row[column]))
            return null;
        row["hash"] = Event(row).Chained((string)editor["authority"][0]["chain"]!, index == 0 ? new byte[32] : (byte[])rows[index - 1]["hash"]!);
        return new TamperEdit($"event.{column} of {Name("event", row)} from {Show(before)} to {Show(row[column])}, hash made anew", new() { ["event"] = rows }, _places.Of("event", row)) { Most = 1 };
    }

    private List<IDictionary<string, object?>> Copy(string table) => [.. editor[table].Select(row => new Dictionary<string, object?>(row))];

    private object? Other(object? value, object? elsewhere)
    {
        if (elsewhere is not null && !Same(value, elsewhere) && random.Next(3) == 0)
            return elsewhere;
        switch (value)
        {
            case long number:
                return number + (random.Next(3) switch { 0 => 1, 1 => -1, _ => random.Next(-1000, 1000) });
            case string { Length: 0 }:
                return "x";
            case string text:
                var place = random.Next(text.Length);
                return random.Next(3) == 0 ? text + "x" : string.Concat(text.AsSpan(0, place), text[place] == 'x' ? "y" : "x", text.AsSpan(place + 1));
            case byte[] bytes:
                if (bytes.Length > 0 && random.Next(5) == 0)
                    return bytes[..^1];
                var changed = (byte[])bytes.Clone();
                if (changed.Length > 0)
                    changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
                return changed;
            default:
                return elsewhere ?? "x";
        }
    }

    private static bool Same(object? one, object? other) => one is byte[] bytes && other is byte[] others ? bytes.AsSpan().SequenceEqual(others) : Equals(one, other);

    private static bool IsTaken(string table, List<IDictionary<string, object?>> rows) => rows.Select(row => Name(table, row)).Distinct().Count() < rows.Count;

    private static string Name(string table, IDictionary<string, object?> row) => string.Join('/', TamperTables.Keys[table].Select(column => Show(row[column])));

    private static string Show(object? value) => value switch
    {
        null => "nothing",
        byte[] bytes => Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 20))),
        string text => text.Length > 60 ? text[..60] + "…" : text,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static LedgerEvent Event(IDictionary<string, object?> row) => new()
    {
        Number = (long)row["number"]!,
        Kind = (string)row["kind"]!,
        About = (string?)row["about"],
        At = (string)row["at"]!,
        Body = (string)row["body"]!,
        FirstPart = (long)row["first_part"]!,
        Parts = (long)row["parts"]!,
        Segments = (long)row["segments"]!,
        Content = (byte[])row["content"]!,
    };
}
