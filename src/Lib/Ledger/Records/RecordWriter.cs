using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Records;

/// <summary>Appends records to the chain that a session holds: what is personal sealed, the rest in clear.</summary>
internal sealed class RecordWriter(LedgerSession session, TimeProvider time) : IDisposable
{
    private readonly EventWriter _writer = new(session, time);

    /// <summary>Keys of the session.</summary>
    public SubjectKeys Keys { get; } = new(session, time);

    /// <summary>Seals something of the next event under a subject's key.</summary>
    /// <returns>Number of its part.</returns>
    public async Task<long> SealAsync<T>(SubjectIdentity identity, T content, JsonTypeInfo<T> form, CancellationToken cancellationToken)
    {
        var key = await Keys.EnsureAsync(identity, cancellationToken).ConfigureAwait(false);
        return await _writer.AddPartAsync(key, JsonSerializer.SerializeToUtf8Bytes(content, form), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Seals who did something under that person's own key.</summary>
    public Task<long> SealAsync(NamedPerson person, CancellationToken cancellationToken) =>
        SealAsync(SubjectIdentity.Person(person.Name), person, RecordJsonContext.Stored.NamedPerson, cancellationToken);

    /// <summary>Appends the event.</summary>
    public Task<LedgerEvent> AppendAsync<T>(string kind, string about, T body, JsonTypeInfo<T> form, CancellationToken cancellationToken) =>
        _writer.AppendAsync(kind, about, JsonSerializer.Serialize(body, form), cancellationToken);

    public void Dispose() => _writer.Dispose();
}
