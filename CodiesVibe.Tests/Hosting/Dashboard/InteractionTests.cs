#pragma warning disable ASPIREINTERACTION001
using Aspire.Hosting;
using Aspire.Hosting.Dashboard;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Stream = Grpc.Core.AsyncDuplexStreamingCall<
    Aspire.Hosting.Dashboard.V1.WatchInteractionsRequestUpdate, Aspire.Hosting.Dashboard.V1.WatchInteractionsResponseUpdate>;
using V1 = Aspire.Hosting.Dashboard.V1;

namespace CodiesVibe.Tests.Hosting.Dashboard;

public sealed class InteractionTests
{
    [Fact]
    public async Task A_dialog_is_shown_everywhere_refuses_wrong_values_and_closes_everywhere()
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        using var first = application.Client.WatchInteractions(application.Call);

        var asked = application.Interactions.PromptInputsAsync(
            "Values",
            "Please",
            [
                new() { Name = "port", InputType = InputType.Number, Required = true },
                new() { Name = "token", Label = "Token", InputType = InputType.SecretText },
            ],
            new()
            {
                ValidationCallback = context =>
                {
                    if (context.Inputs["token"].Value == "bad")
                    {
                        context.AddValidationError(context.Inputs["token"], "Not that one.");
                    }

                    return Task.CompletedTask;
                },
            },
            TestContext.Current.CancellationToken);

        var shown = await NextAsync(first);
        Assert.Equal(("Values", "Please", "OK", "Cancel"), (shown.Title, shown.Message, shown.PrimaryButtonText, shown.SecondaryButtonText));
        Assert.Equal(["port", "Token"], shown.InputsDialog.InputItems.Select(i => i.Label));
        Assert.Equal([V1.InputType.Number, V1.InputType.SecretText], shown.InputsDialog.InputItems.Select(i => i.InputType));

        using var late = application.Client.WatchInteractions(application.Call);
        Assert.Equal(shown, await NextAsync(late));

        await AnswerAsync(late, shown, ("port", "x"), ("token", "bad"));
        Assert.Equal(["port must be a number.", ""], Errors(await NextAsync(first)));
        await AnswerAsync(first, shown, ("port", "80"), ("token", "bad"));
        Assert.Equal(["", "Not that one."], Errors(await NextAsync(first)));
        Assert.False(asked.IsCompleted);

        await AnswerAsync(first, shown, ("port", "80"), ("token", "good"));
        var result = await asked;
        Assert.False(result.Canceled);
        Assert.Equal(("80", "good"), (result.Data["port"].Value, result.Data["TOKEN"].Value));
        Assert.NotNull((await NextAsync(first)).Complete);
        while ((await NextAsync(late)).Complete is null)
        {
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(null, true)]
    public async Task A_question_is_answered_with_yes_or_no_or_closed(bool? button, bool canceled)
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        using var stream = application.Client.WatchInteractions(application.Call);
        var asked = application.Interactions.PromptConfirmationAsync("Sure?", "Really", cancellationToken: TestContext.Current.CancellationToken);
        var answer = new V1.WatchInteractionsRequestUpdate { InteractionId = (await NextAsync(stream)).InteractionId };
        if (button is { } pressed)
        {
            answer.MessageBox = new V1.InteractionMessageBox { Result = pressed };
        }
        else
        {
            answer.Complete = new V1.InteractionComplete();
        }

        await stream.RequestStream.WriteAsync(answer, TestContext.Current.CancellationToken);
        var result = await asked;
        Assert.Equal((button ?? false, canceled), (result.Data, result.Canceled));
    }

    [Fact]
    public async Task A_question_that_is_taken_back_disappears()
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        using var stream = application.Client.WatchInteractions(application.Call);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var asked = application.Interactions.PromptNotificationAsync("Look", "here", cancellationToken: cancellation.Token);
        Assert.NotNull((await NextAsync(stream)).Notification);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.NotNull((await NextAsync(stream)).Complete);
    }

    [Fact]
    public async Task Without_a_dashboard_nobody_can_be_asked()
    {
        await using var services = new ServiceCollection().AddDashboard(options: null).BuildServiceProvider();
        var interactions = services.GetRequiredService<IInteractionService>();
        Assert.False(interactions.IsAvailable);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            interactions.PromptMessageBoxAsync("a", "b", cancellationToken: TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> Errors(V1.WatchInteractionsResponseUpdate update) =>
        update.InputsDialog.InputItems.Select(i => string.Join(' ', i.ValidationErrors));

    private static Task AnswerAsync(Stream stream, V1.WatchInteractionsResponseUpdate prompt, params (string Name, string Value)[] values) =>
        stream.RequestStream.WriteAsync(
            new V1.WatchInteractionsRequestUpdate
            {
                InteractionId = prompt.InteractionId,
                InputsDialog = new V1.InteractionInputsDialog
                {
                    InputItems = { values.Select(v => new V1.InteractionInput { Name = v.Name, Value = v.Value }) },
                },
            },
            TestContext.Current.CancellationToken);

    private static async Task<V1.WatchInteractionsResponseUpdate> NextAsync(Stream stream)
    {
        Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        return stream.ResponseStream.Current;
    }
}
