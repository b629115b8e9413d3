using System.Globalization;
using System.Text.Json;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger.Chain;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what the verification of a ledger found; <c>schemas/ledger-check.schema.json</c> describes it as JSON.</summary>
internal static class LedgerCheckPrinter
{
    public static async Task PrintAsync(ChainCheck check, bool isWhole, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        var summary = Summary(check, isWhole);
        if (format == OutputFormat.Json)
        {
            await Records.WriteOneAsync(json => Write(json, check, isWhole, summary), terminal, cancellation).ConfigureAwait(false);
        }
        else
        {
            foreach (var finding in check.Findings)
                await terminal.Out.WriteLineAsync(finding.FollowsCount == 0 ? finding.Sentence : string.Create(CultureInfo.InvariantCulture, $"{finding.Sentence} What follows from it: {finding.FollowsCount:N0} more.")).ConfigureAwait(false);
            await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
        }

        foreach (var note in check.Notes)
            await terminal.Error.WriteLineAsync(note).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync(summary).ConfigureAwait(false);
    }

    private static string Summary(ChainCheck check, bool isWhole)
    {
        var read = string.Create(
            CultureInfo.InvariantCulture,
            $"{Counts.Of(check.Events, "event")}, {Counts.Of(check.Parts, "sealed part")} ({check.Opened:N0} opened, {check.Erased:N0} erased), {Counts.Of(check.Segments, "segment")}, {Counts.Of(check.Checkpoints, "checkpoint")} ({check.Signed:N0} signed)");
        var found = check.Findings.Count + check.More;
        return check.Holds
            ? $"{(isWhole ? "All is" : "What is sealed could not be opened without the right master key; the rest is")} as it was stored: {read}. Chain {check.Chain}, last hash {check.Head}."
            : $"{Counts.Of(found, "thing is", "things are")} not as stored, in {read}.";
    }

    private static void Write(Utf8JsonWriter json, ChainCheck check, bool isWhole, string summary)
    {
        json.WriteStartObject();
        json.WriteBoolean("holds", check.Holds);
        json.WriteBoolean("complete", isWhole);
        json.WriteString("summary", summary);
        json.WriteString("chain", check.Chain);
        json.WriteString("head", check.Head);
        json.WriteString("root", check.Root);
        json.WriteStartObject("counts");
        foreach (var (name, count) in new (string, long)[]
        {
            ("events", check.Events), ("parts", check.Parts), ("opened", check.Opened), ("erased", check.Erased), ("segments", check.Segments), ("subjects", check.Subjects),
            ("checkpoints", check.Checkpoints), ("signed", check.Signed), ("keysDestroyed", check.KeysDestroyed), ("findings", check.Findings.Count + check.More),
        })
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
        if (check.SignedTo is { } signed)
        {
            json.WriteStartObject("signedTo");
            json.WriteNumber("event", signed.Event);
            json.WriteString("at", signed.At.UtcDateTime);
            json.WriteString("by", signed.By);
            json.WriteEndObject();
        }

        json.WriteStartArray("findings");
        foreach (var finding in check.Findings)
            Write(json, finding);
        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in check.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What is not known is left out.
    private static void Write(Utf8JsonWriter json, ChainFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("flaw", Parsing.Word(finding.Flaw));
        json.WriteString("sentence", finding.Sentence);
        if (finding.Event is { } number)
            json.WriteNumber("event", number);
        if (finding.Kind is { } kind)
            json.WriteString("kind", kind);
        if (finding.About is { } about)
            json.WriteString("about", about);
        json.WriteNumber("cases", finding.Cases);
        json.WriteStartArray("follows");
        foreach (var sentence in finding.Follows)
            json.WriteStringValue(sentence);
        json.WriteEndArray();
        json.WriteNumber("followsCount", finding.FollowsCount);
        json.WriteEndObject();
    }
}
