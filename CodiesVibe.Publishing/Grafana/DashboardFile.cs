using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodiesVibe.Publishing.Grafana;

/// <summary>A dashboard in Grafana's JSON.</summary>
internal static class DashboardFile
{
    private const int Columns = 24;

    /// <summary>Of the form written here; Grafana brings it up to its own.</summary>
    private const int SchemaVersion = 39;

    private static readonly JsonSerializerOptions s_layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render(Dashboard dashboard) => new JsonObject
    {
        ["uid"] = dashboard.Uid,
        ["title"] = dashboard.Title,
        ["tags"] = new JsonArray("codiesvibe"),
        ["schemaVersion"] = SchemaVersion,
        ["version"] = 1,
        ["editable"] = false,
        ["timezone"] = "browser",
        ["refresh"] = "30s",
        ["time"] = new JsonObject { ["from"] = dashboard.From, ["to"] = "now" },
        ["templating"] = new JsonObject { ["list"] = dashboard.Choice is { } choice ? new JsonArray(Variable(choice)) : [] },
        ["links"] = new JsonArray(new JsonObject { ["type"] = "dashboards", ["title"] = "CodiesVibe", ["tags"] = new JsonArray("codiesvibe"), ["asDropdown"] = true, ["keepTime"] = true }),
        ["panels"] = new JsonArray([.. Placed(dashboard.Panels).Select(placed => PanelFile.Render(placed.Panel, placed.Id, placed.X, placed.Y))]),
    }.ToJsonString(s_layout) + "\n";

    private static IEnumerable<(Panel Panel, int Id, int X, int Y)> Placed(IEnumerable<Panel> panels)
    {
        var (id, x, y, height) = (0, 0, 0, 0);
        foreach (var panel in panels)
        {
            if (x + panel.Width > Columns)
            {
                (x, y, height) = (0, y + height, 0);
            }

            yield return (panel, ++id, x, y);
            x += panel.Width;
            height = Math.Max(height, panel.Height);
        }
    }

    private static JsonObject Variable((string Name, string Values) choice) => new()
    {
        ["name"] = choice.Name,
        ["type"] = "query",
        ["datasource"] = PanelFile.Reference(Sources.Metrics),
        ["query"] = choice.Values,
        ["refresh"] = 2,
        ["includeAll"] = true,
        ["multi"] = true,
        ["allValue"] = ".*",
        ["current"] = new JsonObject { ["text"] = "All", ["value"] = "$__all" },
    };
}
