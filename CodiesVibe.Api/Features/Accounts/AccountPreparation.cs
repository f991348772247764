using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Features.Submissions;
using Microsoft.AspNetCore.DataProtection;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>
/// Prepares what signing in and submitting need, after the directory of tools: where MongoDB does not grant it yet, the directory serves on.
/// </summary>
internal sealed partial class AccountPreparation(
    IMongoDatabase database, DatabaseState directory, AccountsState state, IDataProtectionProvider keys, FirstAdmin firstAdmin, ILogger<AccountPreparation> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await directory.Ready.WaitAsync(stoppingToken);
        await PreparationAttempts.UntilOneSucceedsAsync(PrepareAsync, Report, stoppingToken);
        state.SetReady();
    }

    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        await AccountIndexes.CreateAsync(database, cancellationToken);
        await SubmissionIndexes.CreateAsync(database, cancellationToken);
        MakeKey();
        await firstAdmin.EnsureAsync();
    }

    /// <summary>The first replica makes the key with which the others begin, too; while requests come, two could make two.</summary>
    private void MakeKey()
    {
        try
        {
            keys.CreateProtector(nameof(AccountPreparation)).Protect([]);
        }
        catch (CryptographicException error) when (error.GetBaseException() is MongoException or TimeoutException)
        {
            ExceptionDispatchInfo.Throw(error.GetBaseException());
        }
    }

    private void Report(string problem, LogLevel level)
    {
        if (state.SetProblem(problem))
        {
            LogWaiting(logger, level, problem);
        }
    }

    [LoggerMessage("Nobody can sign in yet: {Problem}. This is tried again until it succeeds.")]
    private static partial void LogWaiting(ILogger logger, LogLevel level, string problem);
}
