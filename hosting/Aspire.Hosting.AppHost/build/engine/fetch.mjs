import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { download, run } from "./download.mjs";
import { codes, Failure, toFailure } from "./failure.mjs";
import { isAlive, say } from "./console.mjs";
import { bundlesOf, cached, cliName, isComplete, platform, seal } from "./locate.mjs";

const setupSeconds = 120;

/** Fetches the engine into its place in the cache, unless it is there by now. Run under the lock. */
export async function fetchInto(folder, version, known) {
  if (cached(folder)) {
    return;
  }
  removeLeftovers(folder);
  const work = `${folder}.${process.pid}.tmp`;
  fs.mkdirSync(work);
  try {
    const archive = await download(`@microsoft/aspire-cli-${platform}`, version, known, work);
    say(`  Aspire engine ${version}: unpacking`);
    const engine = await unpack(archive, version, work);
    seal(engine);
    if (cached(folder)) {
      return; // Two may fetch at a time where both took over the lock of one that died.
    }
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(engine, folder);
    say(`  Aspire engine ${version}: ready`);
  } catch (error) {
    throw toFailure(error, "fetching the Aspire engine");
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** The package holds the CLI, and the CLI holds engine and dashboard. */
async function unpack(archive, version, work) {
  const tar = await run("tar", ["-xzf", archive], { cwd: work }).ended;
  if (tar.status !== 0) {
    throw new Failure(codes.damaged, `The archive of the Aspire engine is damaged: ${tar.output.trim().split("\n")[0]}`);
  }
  fs.rmSync(archive);
  // Where the CLI's own installer puts it: then there is one place only to which it extracts its bundle.
  const home = path.join(work, "home");
  const root = path.join(home, ".aspire");
  const cli = path.join(root, "bin", cliName);
  fs.mkdirSync(path.dirname(cli), { recursive: true });
  fs.renameSync(path.join(work, "package", "bin", cliName), cli);
  const setup = await run(cli, ["setup", "--nologo", "--non-interactive"], {
    cwd: work,
    env: { ...process.env, HOME: home, USERPROFILE: home, ASPIRE_CLI_TELEMETRY_OPTOUT: "true" },
    timeout: setupSeconds * 1000,
  }).ended;
  const bundle = bundlesOf(path.join(root, "versions"), version).find(isComplete);
  if (setup.status !== 0 || !bundle) {
    throw new Failure(codes.setup, `aspire setup ended with ${setup.status} and left no engine: ${lastLines(setup.output)}`);
  }
  const engine = path.join(work, "engine");
  fs.mkdirSync(path.join(engine, "bin"), { recursive: true });
  fs.renameSync(cli, path.join(engine, "bin", cliName));
  fs.renameSync(path.join(bundle, "dcp"), path.join(engine, "dcp"));
  fs.renameSync(path.join(bundle, "managed"), path.join(engine, "managed"));
  return engine;
}

const lastLines = (output) => stripVTControlCharacters(output).trim().split("\n").slice(-2).join(" ");

/** Work folders of fetches that were killed. */
function removeLeftovers(folder) {
  const parent = path.dirname(folder);
  for (const name of fs.readdirSync(parent)) {
    const [, pid] = /\.(\d+)\.tmp$/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
}
