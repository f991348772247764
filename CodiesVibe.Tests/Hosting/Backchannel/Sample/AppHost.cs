#pragma warning disable ASPIREPIPELINES001 // The pipeline is what the tests are about.
using Aspire.Hosting.Pipelines;

var builder = DistributedApplication.CreateBuilder(args);

var key = builder.AddParameter("api-key", "hidden-at-first", secret: true);
var web = builder.AddExecutable("web", "python3", ".", "-u", "-m", "http.server", "--bind", "127.0.0.1")
    .WithHttpEndpoint().WithHttpHealthCheck("/").WithEnvironment("API_KEY", key).WithEnvironment("LEVEL", "high");
web.WithArgs(web.GetEndpoint("http").Property(EndpointProperty.TargetPort));
builder.AddExecutable("talker", "sh", ".", "-c", "for word in one two three; do echo $word; done; echo trouble >&2; exec sleep 1000").WaitFor(web);
builder.AddExecutable("sick", "sh", ".", "-c", "exit 3");
builder.AddExecutable("idle", "sleep", ".", "1000").WithExplicitStart();
builder.AddExecutable("manual", "sleep", ".", "1000").WithExplicitStart();

if (builder.ExecutionContext.IsPublishMode)
{
    var motto = builder.AddParameter("motto");
    builder.Pipeline.AddStep("measure", async context =>
    {
        var task = await context.ReportingStep.CreateTaskAsync("Measuring the wood");
        await task.CompleteAsync("Measured twice");
    });
    builder.Pipeline.AddStep("cut", context =>
    {
        context.Summary.Add("Pieces", "two");
        return Task.CompletedTask;
    }, dependsOn: "measure");
    builder.Pipeline.AddStep("break", _ => throw new InvalidOperationException("The saw is blunt."), dependsOn: "measure");
    builder.Pipeline.AddStep("paint", _ => Task.CompletedTask, dependsOn: "break");
    builder.Pipeline.AddStep("hen", _ => Task.CompletedTask, dependsOn: "egg");
    builder.Pipeline.AddStep("egg", _ => Task.CompletedTask, dependsOn: "hen");
    builder.Pipeline.AddStep("wrap", _ => Task.CompletedTask, dependsOn: WellKnownPipelineSteps.PublishPrereq, requiredBy: WellKnownPipelineSteps.Publish);
    builder.Pipeline.AddStep("deliver", _ => Task.CompletedTask, dependsOn: WellKnownPipelineSteps.DeployPrereq, requiredBy: WellKnownPipelineSteps.Deploy);
    builder.Pipeline.AddStep("sign", async context => context.Summary.Add("Signed", (await motto.Resource.GetValueAsync(context.CancellationToken))!),
        dependsOn: WellKnownPipelineSteps.ProcessParameters);
}

builder.Build().Run();
