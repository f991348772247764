import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { build, isAlive, say } from "./console.mjs";
import { codes, Failure } from "./failure.mjs";

const stallSeconds = 120;
const megabytes = (bytes) => Math.round(bytes / 1e6);

/** Downloads an npm package with the person's own npm configuration and returns the archive's path. */
export async function download(name, version, known, folder) {
  const cache = path.join(folder, "npm");
  const npm = run("npm", ["pack", `${name}@${version}`, "--cache", cache, "--loglevel=error", "--no-update-notifier"], { cwd: folder });
  let seen = 0;
  let stalled = 0;
  while (!(await Promise.race([npm.ended.then(() => true), delay(1000, false)]))) {
    const bytes = sizeOf(cache);
    stalled = bytes === seen ? stalled + 1 : 0;
    seen = bytes;
    if (stalled >= stallSeconds || !isAlive(build)) {
      npm.kill();
      break;
    }
    if (stalled % 5 === 0) {
      say(`  Aspire engine ${version}: ${progress(bytes, known)}`);
    }
  }
  const { status, stdout, output } = await npm.ended;
  if (status !== 0) {
    throw failed(name, version, stalled >= stallSeconds ? `no byte came for ${stallSeconds} seconds` : output);
  }
  fs.rmSync(cache, { recursive: true, force: true });
  const archive = path.join(folder, stdout.trim());
  verify(archive, name, version, known);
  return archive;
}

function progress(bytes, known) {
  const share = Math.min(99, Math.floor((100 * bytes) / known?.bytes));
  return known ? `${megabytes(bytes)} of ${megabytes(known.bytes)} MB (${share} %)` : `${megabytes(bytes)} MB`;
}

/** Starts a program; `ended` gives its exit status, its standard output and all that it printed. */
export function run(program, args, options) {
  const child = spawn(program, args, {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32", // npm is a .cmd there
  });
  process.once("exit", () => child.kill()); // Nothing outlives the build.
  let stdout = "";
  let output = "";
  child.stdout.on("data", (data) => {
    stdout += data;
    output += data;
  });
  child.stderr.on("data", (data) => (output += data));
  const ended = new Promise((resolve, reject) => {
    child.on("close", (status, signal) => resolve({ status: status ?? signal, stdout, output }));
    child.on("error", (error) =>
      reject(
        error.code === "ENOENT"
          ? new Failure(codes.programMissing, `${program} was not found on PATH${program === "npm" ? "; install Node 20.19 or newer, which brings it" : ""}.`)
          : error,
      ),
    );
  });
  return { ended, kill: () => child.kill("SIGTERM") };
}

function failed(name, version, output) {
  const line = output.split("\n").map((text) => text.replace(/^npm (error|ERR!)\s*/, "").trim()).filter(Boolean).slice(0, 2).join(" ");
  if (/\b(ETARGET|E404)\b/.test(output)) {
    return new Failure(
      codes.packageMissing,
      `npm has no ${name}@${version}, so there is no Aspire engine for this platform; install the aspire CLI ${version}, or set ASPIRE_DCP_PATH and ASPIRE_DASHBOARD_PATH.`,
    );
  }
  if (/\bENOSPC\b/.test(output)) {
    return new Failure(codes.diskFull, `The disk is full while fetching ${name}; 700 MB are needed.`);
  }
  if (/\b(EINTEGRITY|TAR_BAD_ARCHIVE|Z_DATA_ERROR)\b/.test(output)) {
    return new Failure(codes.damaged, `${name}@${version} arrived damaged: ${line}`);
  }
  if (/\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|E?TIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|E5\d\d|no byte came)\b/.test(output)) {
    return new Failure(codes.network, `${name}@${version} could not be downloaded; check the network and npm's registry and proxy settings: ${line}`);
  }
  return new Failure(codes.other, `npm pack ${name}@${version} failed: ${line || "no message"}`);
}

function verify(archive, name, version, known) {
  if (!known) {
    return;
  }
  const found = `sha512-${createHash("sha512").update(fs.readFileSync(archive)).digest("base64")}`;
  if (found !== known.integrity) {
    throw new Failure(codes.damaged, `${name}@${version} has another content than recorded (${found}, expected ${known.integrity}); nothing of it was used.`);
  }
}

/** What lies in a folder that is being written. */
function sizeOf(folder) {
  if (!fs.existsSync(folder)) {
    return 0;
  }
  return fs
    .readdirSync(folder, { recursive: true })
    .map((name) => fs.statSync(path.join(folder, name), { throwIfNoEntry: false }))
    .reduce((sum, stat) => sum + (stat?.isFile() ? stat.size : 0), 0);
}
