using Microsoft.AspNetCore.Http;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>A page as the server of the frontend gives it: parts below <c>/assets</c>, and for all else itself.</summary>
internal static class Page
{
    public const string Script = "/assets/index-C0ffee.js";

    public const string Shell = "<!doctype html><title>The page</title>";

    public static async Task AnswerAsync(HttpContext context)
    {
        bool isScript = context.Request.Path == Script;
        context.Response.ContentType = isScript ? "text/javascript" : "text/html";
        context.Response.Headers.XFrameOptions = "ALLOWALL"; // the edge knows better
        if (context.Request.Path == "/own-policy")
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src *";
        }

        string body = isScript ? string.Concat(Enumerable.Repeat("console.log('part');\n", 500)) : Shell;
        context.Response.ContentLength = body.Length;
        await context.Response.WriteAsync(body);
    }
}
