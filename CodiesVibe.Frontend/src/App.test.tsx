import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from './App';
import { queryDefaults } from './api/queryDefaults';
import { fakeApi, never, tool, toolPage, unavailable } from './testing/fakeApi';

beforeEach(() => {
  history.replaceState(null, '', '/');
});
afterEach(cleanup);

function open(address = '/') {
  history.replaceState(null, '', address);
  render(
    <QueryClientProvider client={new QueryClient(queryDefaults)}>
      <App />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

async function expectAccessible() {
  // Colours need a layout, which jsdom has not.
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(violations).toEqual([]);
}

const alertBox = () => screen.findByRole('alert');
const card = (name: string) => screen.findByRole('link', { name });
const summary = () => screen.getByRole('status').textContent;

test('says that it is loading until the first answer', async () => {
  fakeApi(never);
  open();
  expect(summary()).toBe('Loading tools…');
  expect(screen.queryByRole('article')).toBeNull();
  await expectAccessible();
});

test('lists the tools with all their facts', async () => {
  const requests = fakeApi(() => toolPage(1));
  open();
  const link = await card('Tool 1');
  expect(link.getAttribute('href')).toBe('https://www.example.org/tool');
  expect(summary()).toBe('1 tool');
  const text = screen.getByRole('article').textContent;
  for (const fact of [
    'example.org',
    'Writes code.',
    'Open source',
    'CLI, IDE extension',
    'Agent',
    'Local',
  ]) {
    expect(text).toContain(fact);
  }
  expect(requests[0]?.path).toBe('/api/tools?sort=name&page=1&pageSize=24');
  await expectAccessible();
});

test('shows more on demand, until all are there', async () => {
  fakeApi((url) => toolPage(30, Number(url.searchParams.get('page'))));
  const user = open();
  await card('Tool 24');
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  await card('Tool 30');
  expect(screen.getAllByRole('article')).toHaveLength(30);
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

test('keeps what is there when more of it fails, and goes on from there', async () => {
  let up = true;
  fakeApi((url) => (up ? toolPage(30, Number(url.searchParams.get('page'))) : unavailable()));
  const user = open();
  await card('Tool 24');
  up = false;
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  const retry = within(await alertBox()).getByRole('button', { name: 'Retry' });
  expect(screen.getAllByRole('article')).toHaveLength(24);
  up = true;
  await user.click(retry);
  await card('Tool 30');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('says so when nothing matches, and clears on demand', async () => {
  fakeApi((url) => toolPage(url.pathname.endsWith('search') ? 0 : 2));
  const user = open('/?q=zzz&interface=cli');
  await screen.findByRole('heading', { name: 'No tool matches' });
  expect(summary()).toBe('0 tools for “zzz”');
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Clear all' }));
  await card('Tool 2');
  expect(location.search).toBe('');
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
});

test.each<[string, () => Response | Promise<Response>, RegExp]>([
  ['a 503 while the database is away', unavailable, /not available right now/],
  ['a 500 without a body', () => new Response(null, { status: 500 }), /not available right now/],
  ['a refused request', () => Response.json({}, { status: 400 }), /Try another search/],
  ['no network', () => Promise.reject(new TypeError('Failed to fetch')), /could not be reached/],
  ['a page instead of JSON', () => new Response('<!doctype html>'), /cannot read/],
  ['JSON of another shape', () => Response.json({ items: [{ slug: 'x' }] }), /cannot read/],
  [
    'a link that is not a web address',
    () =>
      Response.json({
        items: [{ ...tool('Bad'), website: 'javascript:alert(1)' }],
        total: 1,
        page: 1,
        pageSize: 24,
      }),
    /cannot read/,
  ],
])('shows an error for %s, and recovers by Retry', async (_, failure, explanation) => {
  let up = false;
  fakeApi(() => (up ? toolPage(1) : failure()));
  const user = open();
  expect((await alertBox()).textContent).toMatch(explanation);
  expect(screen.queryByRole('article')).toBeNull();
  await expectAccessible();
  up = true;
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  await card('Tool 1');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('shows an error when the answer takes too long', async () => {
  const timeout = new AbortController();
  const asked = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal);
  fakeApi(never);
  open();
  expect(asked).toHaveBeenCalledWith(15_000);
  timeout.abort();
  expect((await alertBox()).textContent).toMatch(/took too long/);
});

test('asks once while the backend is away, and shows the error of the edge at once', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    const requests = fakeApi(() => Response.json({ status: 502 }, { status: 502 }));
    open();
    expect((await alertBox()).textContent).toMatch(/not available right now/);
    expect(summary()).toBe('');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(requests).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

test('searches once after the typing, and keeps words and filters in the address', async () => {
  const requests = fakeApi((url) => toolPage(2, 1, url.searchParams.get('query') ?? 'Any'));
  const user = open();
  await card('Any 1');
  const steps = history.length;
  await user.type(screen.getByRole('searchbox', { name: 'Search tools' }), 'code review');
  await card('code review 1');
  expect(location.search).toBe('?q=code+review');
  expect(history.length).toBe(steps);
  expect(requests).toHaveLength(2);

  await user.selectOptions(screen.getByRole('combobox', { name: 'Pricing' }), 'Open source');
  await waitFor(() => {
    expect(requests).toHaveLength(3);
  });
  expect(location.search).toBe('?q=code+review&pricing=open-source');
  expect(history.length).toBe(steps + 1);
  expect(requests[2]?.path).toBe(
    '/api/tools/search?query=code+review&pricing=open-source&page=1&pageSize=24',
  );
});

test('cancels the search that a newer one has made useless', async () => {
  const requests = fakeApi((url) =>
    url.searchParams.get('query') === 'slow' ? never() : toolPage(1, 1, 'Fast'),
  );
  const user = open('/?q=slow');
  const box = screen.getByRole('searchbox');
  await user.clear(box);
  await user.type(box, 'fast{Enter}');
  await card('Fast 1');
  expect(requests[0]?.signal.aborted).toBe(true);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('follows the address: at the start, and when the reader goes back', async () => {
  const requests = fakeApi((url) => toolPage(1, 1, url.searchParams.get('query') ?? 'Any'));
  open('/?q=agent&interface=cli&pricing=nonsense');
  await card('agent 1');
  expect(requests[0]?.path).toBe('/api/tools/search?query=agent&interface=cli&page=1&pageSize=24');
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Interface' }).value).toBe('cli');
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Pricing' }).value).toBe('');

  act(() => {
    history.replaceState(null, '', '/?q=chat');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await card('chat 1');
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('chat');
});
