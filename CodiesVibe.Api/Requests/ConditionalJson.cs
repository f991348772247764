using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace CodiesVibe.Api.Requests;

/// <summary>
/// A response that is JSON already. A client that has it asks whether it is still the same (<c>If-None-Match</c>), and gets 304 without a body.
/// </summary>
internal static class ConditionalJson
{
    private const int TagBytes = 16;

    public static FileContentHttpResult Answer(HttpContext context, byte[] json)
    {
        context.Response.Headers.CacheControl = "no-cache"; // it may be kept, and is asked for again each time
        var tag = Convert.ToHexString(SHA256.HashData(json).AsSpan(0, TagBytes));
        return TypedResults.Bytes(json, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{tag}\""));
    }
}
