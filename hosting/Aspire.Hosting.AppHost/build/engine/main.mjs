// Finds the Aspire engine (dcp) and the dashboard for the build, and fetches them once per user.
//
//   node main.mjs locate <version>           prints "<dcp>|<dashboard>"; fails where they are not there
//   node main.mjs fetch <version>            the same, but fetches what is not there
//   node main.mjs first-run <version> [MB]   says what is to be fetched, and fetches the engine
//
// Progress goes to standard error. A failure is one line on standard output, and the exit code is the number of its CV000x code.
// This file keeps to old syntax, so that an old Node still gets as far as the message.
var version = process.versions.node.split(".").map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.log("Node " + process.versions.node + " (" + process.execPath + ") is too old; install Node 20.19 or newer.");
  process.exitCode = 2;
} else {
  import("./commands.mjs").then((commands) => commands.run(process.argv.slice(2)));
}
