import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from './App';
import { queryDefaults } from './api/queryDefaults';
import { fakeApi, never, tool, toolPage, unavailable } from './testing/fakeApi';

beforeEach(() => {
  localStorage.clear();
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

/** Opens the menu of a facet where it is closed, and clicks a value. */
async function choose(user: UserEvent, facet: string, value: string) {
  const menu = within(screen.getByRole('group', { name: 'Filters' }));
  const list = menu.getByRole('list', { name: facet, hidden: true });
  if (list.closest('details')?.open === false) {
    await user.click(menu.getByText(new RegExp(`^${facet}`), { selector: 'summary' }));
  }
  await user.click(within(list).getByRole('checkbox', { name: new RegExp(`^${value}( \\d+)?$`) }));
}

const alertBox = () => screen.findByRole('alert');
const card = (name: string) => screen.findByRole('link', { name });
const activeFilters = () =>
  screen.queryAllByRole('button', { name: /^Remove / }).map((chip) => chip.textContent);
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
  expect(link.getAttribute('href')).toBe('/tools/tool-1');
  const website = screen.getByRole('link', { name: /another site/ });
  expect(website.getAttribute('href')).toBe('https://www.example.org/tool');
  expect(website.getAttribute('rel')).toContain('noopener');
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

  await choose(user, 'Pricing', 'Open source');
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
  expect(activeFilters()).toEqual(['Remove Interface: CLI×']);

  act(() => {
    history.replaceState(null, '', '/?q=chat');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await card('chat 1');
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('chat');
});

test('takes several values of a facet, shows them as chips, and takes each away', async () => {
  const counts = { pricing: { free: 12, paid: 0 }, interface: { cli: 5 } };
  const requests = fakeApi(() => toolPage(1, 1, 'Tool', counts));
  const user = open();
  await card('Tool 1');
  await choose(user, 'Pricing', 'Paid');
  await choose(user, 'Pricing', 'Free');
  await choose(user, 'Interface', 'CLI');
  await waitFor(() => {
    expect(requests.at(-1)?.path).toBe(
      '/api/tools?sort=name&pricing=free&pricing=paid&interface=cli&page=1&pageSize=24',
    );
  });
  expect(location.search).toBe('?pricing=free&pricing=paid&interface=cli');
  expect(activeFilters()).toEqual([
    'Remove Pricing: Free×',
    'Remove Pricing: Paid×',
    'Remove Interface: CLI×',
  ]);
  expect(screen.getByText('Pricing (2)')).toBeDefined();
  expect(screen.getByRole('checkbox', { name: 'Free 12', hidden: true })).toBeDefined();
  await expectAccessible();

  await user.click(screen.getByRole('button', { name: 'Remove Pricing: Paid' }));
  expect(location.search).toBe('?pricing=free&interface=cli');
  act(() => {
    history.replaceState(null, '', '/?pricing=paid');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  expect(activeFilters()).toEqual(['Remove Pricing: Paid×']);
});

test('closes the menu of a facet by Escape and by a click elsewhere', async () => {
  fakeApi(() => toolPage(1));
  const user = open();
  await card('Tool 1');
  const menu = screen.getByText('Pricing', { selector: 'summary' }).closest('details');
  await choose(user, 'Pricing', 'Free');
  expect(menu?.open).toBe(true);
  await user.keyboard('{Escape}');
  expect(menu?.open).toBe(false);
  await choose(user, 'Pricing', 'Paid');
  await user.click(screen.getByRole('heading', { name: 'CodiesVibe' }));
  expect(menu?.open).toBe(false);
});

test('sorts, and offers the best match only where there are words', async () => {
  const requests = fakeApi(() => toolPage(1));
  const user = open();
  await card('Tool 1');
  const sort = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Sort by' });
  const offered = () => Array.from(sort.options, (option) => option.text);
  expect(sort.value).toBe('name');
  expect(offered()).not.toContain('Best match');

  await user.selectOptions(sort, 'Newest');
  expect(location.search).toBe('?sort=newest');
  await waitFor(() => {
    expect(requests.at(-1)?.path).toBe('/api/tools?sort=newest&page=1&pageSize=24');
  });
  await user.type(screen.getByRole('searchbox'), 'agent{Enter}');
  expect(location.search).toBe('?q=agent&sort=newest');
  await user.selectOptions(sort, 'Best match');
  await waitFor(() => {
    expect(requests.at(-1)?.path).toBe('/api/tools/search?query=agent&page=1&pageSize=24');
  });
});

test('filters by a tag of a card, and no longer', async () => {
  fakeApi(() => toolPage(1));
  const user = open('/?interface=cli');
  await card('Tool 1');
  const tag = screen.getByRole('button', { name: 'Agent' });
  await user.click(tag);
  expect(location.search).toBe('?interface=cli&functionality=agent');
  expect(tag.getAttribute('aria-pressed')).toBe('true');
  await user.click(tag);
  expect(location.search).toBe('?interface=cli');
});

test('helps with a mistyped name', async () => {
  fakeApi((url) => {
    const words = url.searchParams.get('query');
    return words === 'cursr' ? toolPage(0) : toolPage(1, 1, words ?? 'Cursor');
  });
  const user = open('/?q=cursr&interface=cli');
  await user.click(await screen.findByRole('button', { name: 'Cursor 1' }));
  await card('Cursor 1 1');
  expect(location.search).toBe('?q=Cursor+1&interface=cli');
});

test('shows the rating of a tool that has reviews', async () => {
  const rated = { ...tool('Rated'), rating: 4.5, reviewCount: 3 };
  fakeApi(() => Response.json({ items: [rated], total: 1, page: 1, pageSize: 24 }));
  open();
  await card('Rated');
  expect(screen.getByRole('article').textContent).toContain('Rating4.5 of 5 (3)');
});
