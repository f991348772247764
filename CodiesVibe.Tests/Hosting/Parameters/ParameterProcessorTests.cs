using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Parameters;
using Aspire.Hosting.UserSecrets;
using CodiesVibe.Tests.Hosting.Dashboard;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using V1 = Aspire.Hosting.Dashboard.V1;

namespace CodiesVibe.Tests.Hosting.Parameters;

public sealed class ParameterProcessorTests
{
    [Fact]
    public async Task A_known_value_is_shown_at_once_a_secret_one_as_such()
    {
        await using var application = DashboardApplication.Create();
        await application.StartParametersAsync(new ParameterResource("level", _ => "Debug"), new ParameterResource("password", _ => "hunter2", secret: true));

        Assert.Equal(("Running", "Debug", false), Shown(application, "level"));
        Assert.Equal(("Running", "hunter2", true), Shown(application, "password"));
    }

    [Fact]
    public async Task A_missing_value_is_asked_for_until_it_is_given()
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        var port = Missing("port");
        var token = Missing("token");
        await application.StartParametersAsync(port, token);
        Assert.Equal(("ValueMissing", null, false), Shown(application, "port"));
        Assert.Equal("warning", State(application, "port").State!.Style);
        Assert.Contains(await LinesAsync(application, "port"), l =>
            l.EndsWith("Parameter resource port could not be initialized. Waiting for user input.", StringComparison.Ordinal));
        var user = port.GetValueAsync(TestContext.Current.CancellationToken).AsTask();

        using var stream = application.Client.WatchInteractions(application.Call);
        var dialog = await OpenDialogAsync(stream);
        Assert.Equal(["port", "token", "SaveToUserSecrets"], dialog.InputsDialog.InputItems.Select(i => i.Name));
        Assert.True(dialog.InputsDialog.InputItems[2].Disabled);
        Assert.False(user.IsCompleted);

        await AnswerAsync(stream, dialog, ("port", "80"), ("token", ""));
        Assert.Equal("80", await user);
        Assert.Equal(("Running", "80", false), Shown(application, "port"));
        Assert.Equal("ValueMissing", State(application, "token").State!.Text);

        dialog = await OpenDialogAsync(stream);
        Assert.Equal(["token", "SaveToUserSecrets"], dialog.InputsDialog.InputItems.Select(i => i.Name));
        var set = await RunAsync(application, "token", "set-parameter", ("Value", "abc"));
        Assert.Equal(V1.ResourceCommandResponseKind.Succeeded, set.Kind);
        Assert.NotNull((await NextAsync(stream)).Complete);
        Assert.Equal("abc", await token.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_value_can_be_changed_and_deleted_and_is_kept_only_on_request()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "secrets.json");
            await using var application = DashboardApplication.Create(new UserSecretsFile(file));
            await application.ServeAsync();
            var level = new ParameterResource("level", _ => "Debug");
            await application.StartParametersAsync(level);
            Assert.Equal(["set-parameter", "delete-parameter"], State(application, "level").Commands.Select(c => c.Name));

            await RunAsync(application, "level", "set-parameter", ("Value", "Warning"));
            Assert.Equal("Warning", await level.GetValueAsync(TestContext.Current.CancellationToken));
            Assert.False(File.Exists(file));

            await RunAsync(application, "level", "set-parameter", ("Value", "Error"), ("SaveToUserSecrets", "true"));
            Assert.Contains("\"Parameters:level\": \"Error\"", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);

            await RunAsync(application, "level", "delete-parameter", ("DeleteFromUserSecrets", "true"));
            Assert.DoesNotContain("level", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Equal(("ValueMissing", null, false), Shown(application, "level"));
            Assert.Equal(ResourceCommandState.Hidden, State(application, "level").Commands.Single(c => c.Name == "delete-parameter").State);
            Assert.False(level.WaitForValueTcs!.Task.IsCompleted);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_command_without_its_value_is_refused()
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        await application.StartParametersAsync(new ParameterResource("level", _ => "Debug"));
        Assert.Contains("level is required", (await RunAsync(application, "level", "set-parameter")).Message, StringComparison.Ordinal);
        Assert.Contains("'Valu'", (await RunAsync(application, "level", "set-parameter", ("Valu", "x"))).Message, StringComparison.Ordinal);
        Assert.Equal(("Running", "Debug", false), Shown(application, "level"));
    }

    [Fact]
    public async Task Without_a_dashboard_a_missing_value_fails_its_users()
    {
        await using var services = new ServiceCollection()
            .AddDashboard(options: null)
            .AddSingleton(new DistributedApplicationModel(new ResourceCollection()))
            .AddSingleton<ResourceLoggerService>()
            .AddSingleton<ResourceNotificationService>()
            .AddSingleton(Options.Create(new ResourceNotificationServiceOptions()))
            .AddSingleton<ParameterProcessor>()
            .BuildServiceProvider();
        var port = Missing("port");
        services.GetRequiredService<DistributedApplicationModel>().Resources.Add(port);
        await services.GetRequiredService<ParameterProcessor>().StartAsync(TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<MissingParameterValueException>(async () =>
            await port.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Nothing for port.", fault.Message);
        Assert.True(services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState("port", out var state));
        Assert.Equal(new ResourceStateSnapshot("FailedToStart", "error"), state.Snapshot.State);
        Assert.Empty(state.Snapshot.Commands);
    }

    private static ParameterResource Missing(string name) => new(name, _ => throw new MissingParameterValueException($"Nothing for {name}."));

    private static CustomResourceSnapshot State(DashboardApplication application, string name)
    {
        Assert.True(application.Notifications.TryGetCurrentState(name, out var state));
        return state.Snapshot;
    }

    private static (string?, object?, bool) Shown(DashboardApplication application, string name)
    {
        var snapshot = State(application, name);
        var value = snapshot.Properties.Single(p => p.Name == "Value");
        return (snapshot.State?.Text, value.Value, value.IsSensitive);
    }

    private static async Task<List<string>> LinesAsync(DashboardApplication application, string name)
    {
        var lines = new List<string>();
        await foreach (var batch in application.Loggers.GetAllAsync(name))
        {
            lines.AddRange(batch.Select(l => l.Content));
        }

        return lines;
    }

    private static async Task<V1.ResourceCommandResponse> RunAsync(
        DashboardApplication application, string parameter, string command, params (string Name, string Value)[] arguments)
    {
        var request = new V1.ResourceCommandRequest { ResourceName = parameter, CommandName = command, NonInteractive = true };
        foreach (var (name, value) in arguments)
        {
            request.Arguments[name] = Google.Protobuf.WellKnownTypes.Value.ForString(value);
        }

        return await application.Client.ExecuteResourceCommandAsync(request, application.Call);
    }

    /// <summary>Presses the button of the notification.</summary>
    private static async Task<V1.WatchInteractionsResponseUpdate> OpenDialogAsync(
        AsyncDuplexStreamingCall<V1.WatchInteractionsRequestUpdate, V1.WatchInteractionsResponseUpdate> stream)
    {
        V1.WatchInteractionsResponseUpdate update;
        do
        {
            update = await NextAsync(stream);
        }
        while (update.Notification is null);

        await stream.RequestStream.WriteAsync(
            new() { InteractionId = update.InteractionId, Notification = new() { Result = true } }, TestContext.Current.CancellationToken);
        do
        {
            update = await NextAsync(stream);
        }
        while (update.InputsDialog is null);

        return update;
    }

    private static Task AnswerAsync(
        AsyncDuplexStreamingCall<V1.WatchInteractionsRequestUpdate, V1.WatchInteractionsResponseUpdate> stream,
        V1.WatchInteractionsResponseUpdate dialog,
        params (string Name, string Value)[] values) =>
        stream.RequestStream.WriteAsync(
            new()
            {
                InteractionId = dialog.InteractionId,
                InputsDialog = new() { InputItems = { values.Select(v => new V1.InteractionInput { Name = v.Name, Value = v.Value }) } },
            },
            TestContext.Current.CancellationToken);

    private static async Task<V1.WatchInteractionsResponseUpdate> NextAsync(
        AsyncDuplexStreamingCall<V1.WatchInteractionsRequestUpdate, V1.WatchInteractionsResponseUpdate> stream)
    {
        Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        return stream.ResponseStream.Current;
    }
}
