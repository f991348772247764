import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { codes, Failure } from "./failure.mjs";

const exe = process.platform === "win32" ? ".exe" : "";
/** What the engine's packages call this system. */
export const platform = `${{ darwin: "osx", win32: "win" }[process.platform] ?? process.platform}-${process.arch}`;

const stampName = ".complete";

/** The programs of a bundle: what the app host has to be told. */
export const programs = (bundle) => ({
  dcp: path.join(bundle, "dcp", `dcp${exe}`),
  dashboard: path.join(bundle, "managed", `aspire-managed${exe}`),
});

/** The `aspire` CLI's file name on this platform. */
export const cliName = `aspire${exe}`;

/** The programs that the environment names: a folder for dcp, as the `aspire` CLI does, or the file itself; a file for the dashboard. */
export function configured() {
  const { ASPIRE_DCP_PATH: dcp, ASPIRE_DASHBOARD_PATH: dashboard } = process.env;
  return {
    ...(dcp && { dcp: existing("ASPIRE_DCP_PATH", isFile(dcp) ? dcp : path.join(dcp, `dcp${exe}`)) }),
    ...(dashboard && { dashboard: existing("ASPIRE_DASHBOARD_PATH", dashboard) }),
  };
}

function existing(variable, file) {
  if (!isFile(file)) {
    throw new Failure(codes.configured, `${variable} is set, but there is no ${file}; correct it or unset it.`);
  }
  return file;
}

/** The bundle of an installed `aspire` CLI of this version, if there is one. */
export function installed(version) {
  const versions = path.join(os.homedir(), ".aspire", "versions");
  return bundlesOf(versions, version).find(isComplete);
}

/** The bundles of a version in a folder laid out by the `aspire` CLI: `<version>_<build>`. */
export function bundlesOf(versions, version) {
  return list(versions)
    .filter((name) => name === version || name.startsWith(`${version}_`))
    .map((name) => path.join(versions, name));
}

/** Where this user's fetched engine lies. */
export function cachePath(version) {
  const given = process.env.XDG_CACHE_HOME;
  const usual = {
    darwin: path.join(os.homedir(), "Library", "Caches"),
    win32: process.env.LOCALAPPDATA ?? path.join(os.homedir(), "AppData", "Local"),
  }[process.platform] ?? path.join(os.homedir(), ".cache");
  const root = given && path.isAbsolute(given) ? given : usual;
  return path.join(root, "codiesvibe", `aspire-cli-${platform}-${version}`);
}

/** The fetched engine, if it is there as it was left: every file with its size. */
export function cached(folder) {
  const stamp = path.join(folder, stampName);
  const intact = isFile(stamp) && fs.readFileSync(stamp, "utf8") === inventory(folder);
  return intact && isComplete(folder) ? folder : undefined;
}

/** Marks a folder as complete, so that {@link cached} believes in it. */
export function seal(folder) {
  fs.writeFileSync(path.join(folder, stampName), inventory(folder), { flush: true });
}

export function isComplete(bundle) {
  const { dcp, dashboard } = programs(bundle);
  return isFile(dcp) && isFile(dashboard);
}

function inventory(folder) {
  return list(folder, { recursive: true })
    .filter((name) => name !== stampName)
    .map((name) => [name, fs.statSync(path.join(folder, name))])
    .filter(([, stat]) => stat.isFile())
    .map(([name, stat]) => `${stat.size} ${name}\n`)
    .sort()
    .join("");
}

function list(folder, options) {
  return fs.existsSync(folder) ? fs.readdirSync(folder, options) : [];
}

function isFile(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
