using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.Tests.Publishing.RealRun.Samples;

/// <summary>Every kind of expression that the official packages have, in the environment and the arguments of one container.</summary>
internal static class ExpressionSample
{
    /// <summary>The last line that the container prints, after its environment and what the servers answer.</summary>
    public const string End = "everything is printed";

    /// <summary>What an operator writes into the env file.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["OPEN"] = "from the env file",
        ["CONFIGURED"] = "configured",
        ["PARTNER_ADDRESS"] = "https://partner.example/",
        ["PASSWORD"] = "a/b+c:d",
        ["PASSWORD_URI_ENCODED"] = "a%2Fb%2Bc%3Ad",
        ["GENERATED"] = "0123456789abcdefghijklm",
        ["STORE"] = "Server=store;Secret=x",
        ["CACHE_PASSWORD"] = "cache~1",
        ["CACHE_PASSWORD_URI_ENCODED"] = "cache~1",
    };

    /// <summary>What the container has to get.</summary>
    public static IReadOnlyDictionary<string, string> Expected { get; } = new Dictionary<string, string>
    {
        ["LITERAL"] = "a {brace}, a $dollar, a \"quote\" and a #hash",
        ["CALLBACK"] = "called",
        ["ENDPOINT"] = "http://web:8080",
        ["URL"] = "http://web:8080",
        ["HOST"] = "web",
        ["IPV4_HOST"] = "web",
        ["PORT"] = "8080",
        ["TARGET_PORT"] = "8080",
        ["SCHEME"] = "http",
        ["HOST_AND_PORT"] = "web:8080",
        ["TLS"] = "False",
        ["TLS_OF_HTTPS"] = "True",
        ["TEXT"] = "of the model",
        ["OPEN"] = "from the env file",
        ["CONFIGURED"] = "configured",
        ["PASSWORD"] = "a/b+c:d",
        ["GENERATED"] = "0123456789abcdefghijklm",
        ["EXPRESSION"] = "user:a%2Fb%2Bc%3Ad@web:8080/{of the model}?from the env file",
        ["NESTED"] = "<http://web:8080/path>",
        ["TLS_VALUE"] = "secure",
        ["CONDITION"] = "[chosen]",
        ["EXTERNAL"] = "https://service.example/",
        ["ANYTHING"] = "https://partner.example/",
        ["PARTNER"] = "https://partner.example/",
        ["ConnectionStrings__store"] = "Server=store;Secret=x",
        ["ConnectionStrings__made"] = "Address=web;Password=a/b+c:d",
        ["ConnectionStrings__cache"] = "cache:6379,password=cache~1",
        ["CACHE_HOST"] = "cache",
        ["CACHE_PORT"] = "6379",
        ["CACHE_PASSWORD"] = "cache~1",
        ["CACHE_URI"] = "redis://:cache~1@cache:6379",
        ["WEB_HTTP"] = "http://web:8080",
        ["services__web__http__0"] = "http://web:8080",
        ["services__partner__default__0"] = "https://partner.example/",
        ["services__named__default__0"] = "http://named.example/",
    };

    /// <summary>Prints its environment and its arguments, and asks the servers by what it was told.</summary>
    private const string Script =
        $$"""
        env
        echo "arguments=$*"
        until answer=$(wget -qO- "$URL"); do sleep 0.1; done
        echo "web=$answer"
        until answer=$(printf 'AUTH %s\r\nPING\r\nQUIT\r\n' "$CACHE_PASSWORD" | nc "$CACHE_HOST" "$CACHE_PORT" | tr -d '\r' | tr '\n' ' '); [ -n "$answer" ]; do sleep 0.1; done
        echo "cache=$answer"
        echo "{{End}}"
        exec sleep 600
        """;

    /// <param name="builder">The app host.</param>
    /// <param name="shell">An image with a shell and its tools.</param>
    /// <param name="redis">The image of Redis.</param>
    public static void Describe(IDistributedApplicationBuilder builder, string shell, ImageName redis)
    {
        var text = builder.AddParameter("text", "of the model", publishValueAsDefault: true);
        var open = builder.AddParameter("open");
        var configured = builder.AddParameterFromConfiguration("configured", "Sample:Configured");
        var password = builder.AddParameter("password", secret: true);
        var generated = builder.AddParameter("generated", new GenerateParameterDefault { MinLength = 23, Special = false }, secret: true);

        var web = builder.AddContainer("web", shell).WithEntrypoint("sh").WithArgs("-c", "mkdir -p /www && echo found > /www/index.html && exec httpd -f -p 8080 -h /www")
            .WithHttpEndpoint(port: 18080, targetPort: 8080).WithHttpsEndpoint(targetPort: 8443);
        var (http, https) = (web.GetEndpoint("http"), web.GetEndpoint("https"));
        var cache = builder.AddRedis("cache").WithImageRegistry(redis.Registry).WithImage(redis.Repository).WithImageTag(redis.Tag);
        var store = builder.AddConnectionString("store");
        var made = builder.AddConnectionString("made", ReferenceExpression.Create($"Address={http.Property(EndpointProperty.Host)};Password={password}"));
        var service = builder.AddExternalService("service", "https://service.example/");
        var partner = builder.AddExternalService("partner", builder.AddParameter("partner-address"));

        builder.AddContainer("user", shell).WithEntrypoint("sh").WithArgs("-c", Script, "sh", http, ReferenceExpression.Create($"{text}!"), password)
            .WithEnvironment("LITERAL", Expected["LITERAL"])
            .WithEnvironment("CALLBACK", () => "called")
            .WithEnvironment("ENDPOINT", http)
            .WithEnvironment("URL", http.Property(EndpointProperty.Url))
            .WithEnvironment("HOST", http.Property(EndpointProperty.Host))
            .WithEnvironment("IPV4_HOST", http.Property(EndpointProperty.IPV4Host))
            .WithEnvironment("PORT", http.Property(EndpointProperty.Port))
            .WithEnvironment("TARGET_PORT", http.Property(EndpointProperty.TargetPort))
            .WithEnvironment("SCHEME", http.Property(EndpointProperty.Scheme))
            .WithEnvironment("HOST_AND_PORT", http.Property(EndpointProperty.HostAndPort))
            .WithEnvironment("TLS", http.Property(EndpointProperty.TlsEnabled))
            .WithEnvironment("TLS_OF_HTTPS", https.Property(EndpointProperty.TlsEnabled))
            .WithEnvironment("TEXT", text)
            .WithEnvironment("OPEN", open)
            .WithEnvironment("CONFIGURED", configured)
            .WithEnvironment("PASSWORD", password)
            .WithEnvironment("GENERATED", generated)
            .WithEnvironment("EXPRESSION", $"user:{password:uri}@{http.Property(EndpointProperty.HostAndPort)}/{{{text}}}?{open}")
            .WithEnvironment("NESTED", $"<{ReferenceExpression.Create($"{http}/path")}>")
            .WithEnvironment("TLS_VALUE", ReferenceExpression.Create($"{https.GetTlsValue(ReferenceExpression.Create($"secure"), ReferenceExpression.Create($"open"))}"))
            .WithEnvironment("CONDITION", $"[{ReferenceExpression.CreateConditional(text.Resource, "of the model", ReferenceExpression.Create($"chosen"), ReferenceExpression.Create($"other"))}]")
            .WithEnvironment("EXTERNAL", service)
            .WithEnvironment(context => context.EnvironmentVariables["ANYTHING"] = ReferenceExpression.Create($"{partner.Resource.UrlParameter!}"))
            .WithReference(store).WithReference(made).WithReference(cache).WithReference(http).WithReference(partner).WithReference("named", new Uri("http://named.example/"));
    }
}
