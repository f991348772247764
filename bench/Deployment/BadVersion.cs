namespace CodiesVibe.Bench;

/// <summary>A version whose front end answers what comes through the edge with 500, but is healthy by itself.</summary>
internal static class BadVersion
{
    public const string Name = "bad";

    /// <summary>The line of its Dockerfile.</summary>
    public const string Frontend = """RUN sed -i 's|location / {|location / { if ($http_x_request_id) { return 500; }|' /etc/nginx/nginx.conf""";
}
