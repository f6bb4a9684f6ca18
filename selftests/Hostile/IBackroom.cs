using Microsoft.AspNetCore.Http;

namespace Kvv.SelfTests.Hostile;

/// <summary>What answers behind a storefront.</summary>
internal interface IBackroom
{
    /// <summary>Answers one request.</summary>
    Task AnswerAsync(HttpContext context, SeenRequest seen, byte[] body);
}
