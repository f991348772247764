import { expect, test } from 'vitest';
import { siteName } from './siteName';

test.each([
  ['https://www.example.org/tool', 'example.org'],
  ['https://github.com/Aider-AI/aider', 'Aider-AI/aider'],
  ['https://www.github.com/o/r/tree/main?x=1#readme', 'o/r'],
  ['https://github.com/features/', 'github.com'],
  ['https://github.com/features/copilot', 'github.com'],
  ['https://github.com', 'github.com'],
  ['https://github.com.evil.example/o/r', 'github.com.evil.example'],
  ['https://gitlab.com/o/r', 'gitlab.com'],
])('%s is called %s', (address, name) => {
  expect(siteName(address)).toBe(name);
});
