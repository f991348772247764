var builder = DistributedApplication.CreateBuilder(args);

var key = builder.AddParameter("api-key", "hidden-at-first", secret: true);
var web = builder.AddExecutable("web", "python3", ".", "-u", "-m", "http.server", "--bind", "127.0.0.1")
    .WithHttpEndpoint().WithHttpHealthCheck("/").WithEnvironment("API_KEY", key).WithEnvironment("LEVEL", "high");
web.WithArgs(web.GetEndpoint("http").Property(EndpointProperty.TargetPort));
builder.AddExecutable("talker", "sh", ".", "-c", "for word in one two three; do echo $word; done; echo trouble >&2; exec sleep 1000").WaitFor(web);
builder.AddExecutable("sick", "sh", ".", "-c", "exit 3");
builder.AddExecutable("idle", "sleep", ".", "1000").WithExplicitStart();
builder.AddExecutable("manual", "sleep", ".", "1000").WithExplicitStart();

builder.Build().Run();
