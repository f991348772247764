using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Mongo;
using CodiesVibe.Publishing.Secrets;

namespace CodiesVibe.Publishing.Readme;

/// <summary>What an operator has to know of a database server outside of the system.</summary>
internal static class ExternalDatabase
{
    public static string Section(SystemModel model) => !MongoServer.IsExternalIn(model) ? "" : $"""
        ## The database server

        MongoDB is not part of these files. Write the connection string of the database into {Files(model)}, a single line such as
        `mongodb://USER:PASSWORD@HOST:27017/{MongoUsers.Application}?authSource=admin`, with special characters in the user name and password percent-encoded. `./{InitSecrets.Path}` stops
        until that is done. To change it, replace the file and recreate the services that read it.

        - The containers have to reach the server: by a name or address that is valid in a container, so not `localhost`, and with TLS (`tls=true`) where others can read the connection.
        - The user needs the actions `find`, `insert`, `update` and `createIndex` on the collection `tools`, and `find`, `insert` and `update` on `schema`. With the action `serverStatus` on the cluster, the metrics of the server are shown too.
        - The backend creates what is missing in the database when it starts. Upgrades, backups and monitoring of the server itself are the task of whoever runs it.

        """;

    private static string Files(SystemModel model) =>
        string.Join(" and ", model.Secrets.Where(secret => secret.IsConnectionString).Select(secret => $"`secrets/{secret.Name}`"));
}
