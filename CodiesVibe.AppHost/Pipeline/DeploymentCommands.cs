using CodiesVibe.Deployment;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>What the steps call.</summary>
/// <param name="Connection">The server.</param>
/// <param name="Deployer">For <c>deploy</c>, its parts, and the way back.</param>
/// <param name="Operator">For the commands on what is deployed.</param>
internal sealed record DeploymentCommands(ServerConnection Connection, Deployer Deployer, Operator Operator);
