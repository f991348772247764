// @vitest-environment node
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'codiesvibe-size-'));
  mkdirSync(join(folder, 'assets'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const measure = () => spawnSync(process.execPath, ['bundle-size.js', folder], { encoding: 'utf8' });
const script = (name: string, bytes: number) => {
  writeFileSync(join(folder, 'assets', name), randomBytes(bytes));
};

describe('the size of the bundle', () => {
  it('is accepted within the budget', () => {
    script('a.js', 50_000);
    script('b.css', 9_000);
    expect(measure()).toMatchObject({ status: 0, stderr: '' });
  });

  it('is refused where all scripts together are too large', () => {
    script('a.js', 70_000);
    script('b.js', 70_000);
    const { status, stderr } = measure();
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\.js: 20\d\d\d bytes too many/);
  });

  it('is unknown before a build', () => {
    const { status, stderr } = measure();
    expect(status).toBe(1);
    expect(stderr).toContain('npm run build');
  });
});
