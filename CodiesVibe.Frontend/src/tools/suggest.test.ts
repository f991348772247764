import { expect, test } from 'vitest';
import { suggest } from './suggest';

const names = ['Cursor', 'aider', 'Aikido Security', 'Zed', 'Continue', 'GitHub Copilot', 'Cody'];

test.each([
  ['cursr', ['Cursor']],
  ['crusor', ['Cursor']],
  ['curs', ['Cursor']],
  ['CURSOR editor', []],
  ['copillot', ['GitHub Copilot']],
  ['githb copilott', ['GitHub Copilot']],
  ['aikidoo', ['Aikido Security']],
  ['zet', ['Zed']],
  ['zzz', []],
  ['c', []],
  ['', []],
  ['.*', []],
])('for %j it suggests %j', (typed, expected) => {
  expect(suggest(typed, names)).toEqual(expected);
});

test('the nearest come first, and no more than three', () => {
  expect(suggest('coda', ['Codeium', 'Cody', 'Coda AI', 'Code', 'Codex'])).toEqual([
    'Cody',
    'Code',
  ]);
});
