using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Runtime;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Driver;

namespace CodiesVibe.DevServers.MongoDb.Shell;

/// <summary>
/// Runs JavaScript as MongoDB's shell does, to the extent that probes, the documentation and <c>mongo-init.js</c> use it: <c>db</c> with commands,
/// log-in and <c>updateOne</c>, and <c>load</c>, <c>cat</c>, <c>quit</c>. It sends commands through the official driver.
/// </summary>
internal sealed class MongoShell : IDisposable
{
    private const string Prelude = """
        class Database {
            constructor(name) { this.name = name; }
            getName() { return this.name; }
            getSiblingDB(name) { return new Database(name); }
            runCommand(command) { return checked(send(this.name, typeof command === "string" ? { [command]: 1 } : command)); }
            adminCommand(command) { return this.getSiblingDB("admin").runCommand(command); }
            auth(user, password) { return checked(logIn(this.name, user, password)); }
            getCollection(name) {
                return { updateOne: (filter, update, options) => this.runCommand({ update: name, updates: [{ q: filter, u: update, ...options }] }) };
            }
        }
        function checked(reply) {
            const failure = reply.writeErrors ? reply.writeErrors[0] : reply;
            if (failure.errmsg) {
                throw Object.assign(new Error(failure.errmsg), { code: failure.code });
            }
            return reply;
        }
        """;

    private static readonly JsonWriterSettings s_json = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };

    private readonly Engine _engine = new();
    private readonly MongoClientSettings _settings;
    private readonly Func<string, string> _readFile;
    private MongoClient _client;

    /// <param name="host">The server, as <c>host</c> or <c>host:port</c>.</param>
    /// <param name="database">The database that <c>db</c> is.</param>
    /// <param name="timeout">The time-out for a connection and for a reply.</param>
    /// <param name="readFile">Returns the content of a file by its path.</param>
    public MongoShell(string host, string database, TimeSpan timeout, Func<string, string> readFile)
    {
        _settings = new() { Server = MongoServerAddress.Parse(host), DirectConnection = true, ServerSelectionTimeout = timeout, ConnectTimeout = timeout, SocketTimeout = timeout };
        _client = new(_settings);
        _readFile = readFile;
        _engine.SetValue("send", Send).SetValue("logIn", LogIn).SetValue("cat", readFile)
            .SetValue("load", new Action<string>(path => _engine.Execute(_readFile(path), path)))
            .SetValue("quit", new Action<int>(code => throw new ShellEnd(code)))
            .Execute(Prelude).Execute($"const db = new Database({new BsonString(database).ToJson()});");
    }

    /// <returns>The result of the script, as the shell prints it.</returns>
    /// <exception cref="ShellEnd">The script has called <c>quit</c>.</exception>
    /// <exception cref="JavaScriptException">The script failed; the message is the server's if that rejected a command.</exception>
    /// <exception cref="TimeoutException">The server does not answer.</exception>
    public string Run(string script) => Errors.ShellText.Of(ToBson(_engine.Evaluate(script)));

    public void Dispose()
    {
        _client.Dispose();
        _engine.Dispose();
    }

    private JsValue Send(string database, JsValue command) =>
        Reply(() => _client.GetDatabase(database).RunCommand<BsonDocument>(ToBson(command).AsBsonDocument));

    private JsValue LogIn(string database, string user, string password) => Reply(() =>
    {
        var settings = _settings.Clone();
        settings.Credential = MongoCredential.CreateCredential(database, user, password);
        var client = new MongoClient(settings);
        try
        {
            client.GetDatabase(database).RunCommand<BsonDocument>(new BsonDocument("ping", 1));
        }
        catch
        {
            client.Dispose();
            throw;
        }

        _client.Dispose();
        _client = client;
        return new("ok", 1);
    });

    private JsValue Reply(Func<BsonDocument> ask)
    {
        BsonDocument reply;
        try
        {
            reply = ask();
        }
        catch (MongoException error) when (Refusal(error) is { } refusal)
        {
            reply = new() { { "ok", 0 }, { "errmsg", refusal.ErrorMessage }, { "code", refusal.Code } };
        }

        return new JsonParser(_engine).Parse(reply.ToJson(s_json));
    }

    private static MongoCommandException? Refusal(MongoException error) => error as MongoCommandException ?? error.InnerException as MongoCommandException;

    private static BsonValue ToBson(JsValue value) => value switch
    {
        JsArray array => new BsonArray(array.Select(ToBson)),
        JsDate date => new BsonDateTime(date.ToDateTime()),
        JsBoolean or JsString => BsonValue.Create(value.ToObject()),
        JsNumber number when number.AsNumber() is var real && real == (int)real => new BsonInt32((int)real),
        JsNumber number => new BsonDouble(number.AsNumber()),
        _ when value.IsObject() => new BsonDocument(value.AsObject().GetOwnProperties().Select(field => new BsonElement(field.Key.AsString(), ToBson(field.Value.Value)))),
        _ => BsonNull.Value,
    };
}
