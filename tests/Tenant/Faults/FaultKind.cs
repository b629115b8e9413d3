namespace TikTokBan.Tenant.Faults;

/// <summary>Ways in which a service, or the way to it, fails.</summary>
public enum FaultKind
{
    /// <summary>429; <see cref="FaultRule.RetryAfter"/> says what it asks for, null for nothing.</summary>
    Throttle,

    /// <summary>A status of <see cref="FaultRule.Status"/> with a page of HTML.</summary>
    HtmlError,

    /// <summary>A status of <see cref="FaultRule.Status"/> with Graph's error shape.</summary>
    Error,

    /// <summary>200 with a page of HTML, as a gateway in between might.</summary>
    HtmlPage,

    /// <summary>The connection is cut before anything is answered.</summary>
    ResetBeforeAnswer,

    /// <summary>The connection is cut half way through the body.</summary>
    ResetInBody,

    /// <summary>Half of the JSON, with the right status and a length that fits the half.</summary>
    TruncatedBody,

    /// <summary>The body drips, <see cref="FaultRule.Delay"/> between pieces.</summary>
    SlowBody,

    /// <summary>A body that says that it is packed and isn't.</summary>
    GarbageGzip,

    /// <summary>Rows of the page before, or of this one, come again.</summary>
    DuplicateRows,

    /// <summary>The page's rows come in another order.</summary>
    ReorderRows,

    /// <summary>A page without rows and with a link to the page that was asked for.</summary>
    EmptyPage,

    /// <summary>The link to the next page leads to another host.</summary>
    ForeignNextLink,

    /// <summary>The link to the next page leads to this one.</summary>
    NextLinkLoop,

    /// <summary>401: the token expired this moment.</summary>
    ExpiredToken,

    /// <summary>401 with a claims challenge, which only a token that was asked for with the claims satisfies.</summary>
    ClaimsChallenge,

    /// <summary>The export job that this creates stays in progress for ever.</summary>
    StrandedJob,

    /// <summary>The export job that this creates fails.</summary>
    FailedJob,

    /// <summary>The link to the file has expired: 403, as storage words it.</summary>
    ExpiredLink,

    /// <summary>410: read everything again.</summary>
    DeltaGone,

    /// <summary>The filter is ignored without a word.</summary>
    IgnoredFilter,

    /// <summary>Times are local and say that they are UTC.</summary>
    LocalTimes,

    /// <summary>Keys come in the other casing.</summary>
    SwappedCasing,

    /// <summary>What was asked for happens, and the connection is cut before the answer leaves.</summary>
    LostAnswer,

    /// <summary>What was asked for happens, and a page of HTML with a status of <see cref="FaultRule.Status"/> is answered.</summary>
    LateError,

    /// <summary>Properties without a value are left out.</summary>
    MissingProperties,
}
