using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger.Subjects;

/// <summary>
/// Answers a person who asks what is held about them (GDPR, article 15). Every answer is recorded in the chain by numbers alone;
/// also that nothing is held, for the authority must be able to show that it answered.
/// </summary>
public sealed class SubjectAccess
{
    private const string FileName = "subject-access";

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly ILedgerStore _store;
    private readonly TimeProvider _time;

    /// <param name="ledger">The ledger.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UnusableInputException">The file of the master key can't be used.</exception>
    public SubjectAccess(LedgerLocation ledger, TimeProvider time)
        : this(LedgerStores.Open(ledger, time), time)
    {
    }

    internal SubjectAccess(ILedgerStore store, TimeProvider time) => (_store, _time) = (store, time);

    /// <summary>Writes a file for programs and a page for people, both for their owner's eyes, and records that they were given.</summary>
    /// <param name="request">Whose data.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The ledger can't be read or written, or a file is there already or can't be written.</exception>
    public async Task<AccessOutcome> ExportAsync(AccessRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request.Names, request.By);
        var (json, page) = Places(request);
        var (content, authority, number) = await GatherAsync(request.Names, request.By, cancellationToken).ConfigureAwait(false);
        var made = _time.GetUtcNow();
        var text = new AccessText(request.Language);
        await RemovalFiles.WriteAsync(Encoding.UTF8.GetBytes(new AccessPage(text).Write(content, request, authority, made)), page, request.Overwrite, cancellationToken).ConfigureAwait(false);
        await RemovalFiles.WriteAsync(Document(content, request, authority, made, text), json, request.Overwrite, cancellationToken).ConfigureAwait(false);
        return new AccessOutcome(number, content.Count > 0, content.Count, json, page);
    }

    /// <summary>Tells what is held instead of writing it, and records that it was given likewise.</summary>
    /// <param name="names">What the person or device is known by, in any number.</param>
    /// <param name="by">User principal name of who answers. Sealed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The ledger can't be read or written.</exception>
    public async Task<SubjectHoldings> TellAsync(IReadOnlyList<string> names, string by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        Check(names, by);
        var (content, _, number) = await GatherAsync(names, by, cancellationToken).ConfigureAwait(false);
        return new SubjectHoldings(number, [.. AccessContent.Lists.SelectMany(list => content.Items[list].Select(item => HeldItem.Of(list, item!.AsObject())))]);
    }

    private async Task<(AccessContent Content, string Authority, long Event)> GatherAsync(IReadOnlyList<string> names, string by, CancellationToken cancellationToken)
    {
        var (content, authority) = await LedgerWork.ReadAsync(
            _store, async session => (await new AccessGathering(session, _time).GatherAsync(names, cancellationToken).ConfigureAwait(false), await NameAsync(session, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        // Recorded before anything is given: an answer that was not recorded could never be shown.
        return (content, authority, await LedgerWork.AddAsync(_store, session => RecordAsync(session, content, by, cancellationToken), cancellationToken).ConfigureAwait(false));
    }

    private static void Check(IReadOnlyList<string> names, string by)
    {
        if (names.All(string.IsNullOrWhiteSpace))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "nobody was named; give a user principal name, object id, device id or serial number");
        if (string.IsNullOrWhiteSpace(by))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "who answers is kept; give that person's user principal name");
    }

    // As its profile calls it, which the last scan tells; the ledger's own name may be one that the program gave it.
    private static async Task<string> NameAsync(LedgerSession session, CancellationToken cancellationToken) =>
        await session.FirstAsync<string>("SELECT name FROM scan_head WHERE authority = @authority AND name IS NOT NULL ORDER BY number DESC LIMIT 1", null, cancellationToken).ConfigureAwait(false) ?? session.Head.Name;

    private async Task<long> RecordAsync(LedgerSession session, AccessContent content, string by, CancellationToken cancellationToken)
    {
        using var writer = new EventWriter(session, _time);
        await OperatorNotes.AddAsync(session, writer, _time, by, null, cancellationToken).ConfigureAwait(false);
        var body = JsonSerializer.Serialize(new AccessBody(content.Subjects, content.Parts), SubjectJsonContext.Stored.AccessBody);
        return (await writer.AppendAsync(EventKinds.Access, null, body, cancellationToken).ConfigureAwait(false)).Number;
    }

    private static (string Json, string Page) Places(AccessRequest request)
    {
        var folder = Path.GetFullPath(request.Folder);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.FileUnusable, $"the folder can't be made ({refused.Message.TrimEnd('.')}); name another one", folder, inner: refused);
        }

        var (json, page) = (Path.Combine(folder, FileName + ".json"), Path.Combine(folder, FileName + ".html"));
        NewFile.Check(json, request.Overwrite);
        NewFile.Check(page, request.Overwrite);
        return (json, page);
    }

    private static byte[] Document(AccessContent content, AccessRequest request, string authority, DateTimeOffset made, AccessText text)
    {
        var document = new JsonObject
        {
            ["format"] = 1,
            ["made"] = made.UtcDateTime,
            ["authority"] = authority,
            ["found"] = content.Count > 0,
            ["purpose"] = text["Purpose"],
            ["retentionDays"] = request.RetentionDays,
        };
        foreach (var list in AccessContent.Lists)
            document[list] = content.Items[list];
        return Encoding.UTF8.GetBytes(document.ToJsonString(Form));
    }
}
