using Aspire.Hosting.ApplicationModel;

var builder = DistributedApplication.CreateBuilder(args);

var web = builder.AddContainer("web", "codiesvibe/box", builder.Configuration["Scenario"] == "missing" ? "missing" : "1")
    .WithImagePullPolicy(ImagePullPolicy.Never)
    .WithEntrypoint("/bin/sh")
    .WithArgs("-c", "trap 'kill $!; exit 0' TERM; mkdir -p /www; echo hello > /www/index.html; httpd -f -p 8080 -h /www & wait")
    .WithHttpEndpoint(targetPort: 8080)
    .WithHttpHealthCheck("/");
if (builder.Configuration["Scenario"] == "persistent")
{
    web.WithLifetime(ContainerLifetime.Persistent).WithContainerName("codiesvibe-keep");
}

builder.Build().Run();
