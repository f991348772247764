import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from './App';
import { queryDefaults } from './api/queryDefaults';
import { fakeApi, tool, toolPage, unavailable } from './testing/fakeApi';

beforeEach(() => {
  localStorage.clear();
});
afterEach(cleanup);

function open(address: string) {
  history.replaceState(null, '', address);
  render(
    <QueryClientProvider client={new QueryClient(queryDefaults)}>
      <App />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

async function expectAccessible() {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(violations).toEqual([]);
}

const missing = () => Response.json({ status: 404 }, { status: 404 });
const aider = { ...tool('Aider'), website: 'https://github.com/Aider-AI/aider' };
const canonical = () =>
  document.head.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.getAttribute('href');

/** The directory has the tools Aider, Bolt, Cody and Zed. */
function directory() {
  const tools = [aider, tool('Bolt'), tool('Cody'), tool('Zed')];
  return fakeApi(({ pathname, searchParams }) => {
    if (pathname === '/api/tools') {
      return Response.json({ items: tools, total: 4, page: 1, pageSize: 24 });
    }
    if (pathname === '/api/tools/compare') {
      const wanted = searchParams.get('slugs')?.split(',') ?? [];
      const items = wanted.map((slug) => tools.find((each) => each.slug === slug));
      return items.includes(undefined) ? missing() : Response.json({ items });
    }
    const found = tools.find(({ slug }) => pathname === `/api/tools/${slug}`);
    return found ? Response.json(found) : missing();
  });
}

test('the page of a tool has its facts, and tags that lead to the list', async () => {
  const requests = directory();
  const user = open('/tools/aider');

  expect(await screen.findByRole('heading', { name: 'Aider' })).toBeTruthy();
  expect(requests[0]?.path).toBe('/api/tools/aider');
  expect(document.title).toBe('Aider · CodiesVibe');
  expect(canonical()).toBe(`${location.origin}/tools/aider`);
  const repository = screen.getByRole('link', { name: /^Aider-AI\/aider/ });
  expect(repository.getAttribute('href')).toBe(aider.website);
  expect(repository.getAttribute('rel')).toContain('noopener');
  await expectAccessible();

  await user.click(screen.getByRole('link', { name: 'Open source' }));
  expect(location.pathname + location.search).toBe('/?pricing=open-source');
  expect(await screen.findByRole('button', { name: 'Remove Pricing: Open source' })).toBeTruthy();
  expect(document.title).toBe('CodiesVibe');
  expect(canonical()).toBeUndefined();
});

test('a card leads to the page of its tool, and Back to the list as it was', async () => {
  directory();
  const user = open('/?interface=cli');
  await user.click(await screen.findByRole('link', { name: 'Aider' }));
  expect(location.pathname).toBe('/tools/aider');
  expect(await screen.findByText('Deployment')).toBeTruthy();
  act(() => {
    history.back();
  });
  expect(await screen.findByRole('button', { name: 'Remove Interface: CLI' })).toBeTruthy();
});

test('says that there is no such tool', async () => {
  directory();
  open('/tools/nothing');
  expect(await screen.findByRole('heading', { name: 'There is no such tool' })).toBeTruthy();
  expect(document.title).toBe('There is no such tool · CodiesVibe');
  await expectAccessible();
});

test.each<[string, () => Response | Promise<Response>, RegExp]>([
  ['503', unavailable, /not available right now/],
  ['429', () => Response.json({}, { status: 429 }), /Wait a minute/],
  ['400', () => Response.json({}, { status: 400 }), /could not handle/],
  ['no network', () => Promise.reject(new TypeError('Failed to fetch')), /could not be reached/],
])('the page of a tool shows an error for %s, and recovers by Retry', async (_, fail, sentence) => {
  let up = false;
  fakeApi(() => (up ? Response.json(aider) : fail()));
  const user = open('/tools/aider');
  expect((await screen.findByRole('alert')).textContent).toMatch(sentence);
  up = true;
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByRole('heading', { name: 'Aider' })).toBeTruthy();
});

test('compares up to three tools side by side', async () => {
  const requests = directory();
  const user = open('/');
  for (const name of ['Aider', 'Cody', 'Bolt']) {
    await user.click(await screen.findByRole('button', { name: `Compare ${name}` }));
  }
  const fourth = screen.getByRole<HTMLButtonElement>('button', { name: 'Compare Zed' });
  expect(fourth.disabled).toBe(true);
  await user.click(screen.getByRole('link', { name: 'Compare' }));

  const table = await screen.findByRole('table');
  expect(location.pathname + location.search).toBe('/compare?tools=aider,cody,bolt');
  expect(requests.at(-1)?.path).toBe('/api/tools/compare?slugs=aider,cody,bolt');
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map((cell) => cell.textContent),
  ).toEqual(['Aider', 'Cody', 'Bolt']);
  const pricing = within(table).getByRole('rowheader', { name: 'Pricing' }).closest('tr');
  expect(pricing?.textContent).toBe('PricingOpen sourceOpen sourceOpen source');
  await expectAccessible();
});

test.each([
  ['/compare', 'Choose two or three tools'],
  ['/compare?tools=aider,aider', 'Choose two or three tools'],
  ['/compare?tools=aider,nothing', 'One of these tools does not exist'],
])('%s says: %s', async (address, sentence) => {
  directory();
  open(address);
  expect(await screen.findByRole('heading', { name: sentence })).toBeTruthy();
});

test('keeps saved tools in this browser, and lets go of them', async () => {
  directory();
  const user = open('/tools/aider');
  await user.click(await screen.findByRole('button', { name: 'Save Aider' }));
  expect(localStorage.getItem('codiesvibe:saved')).toBe('["aider"]');
  await user.click(screen.getByRole('link', { name: 'Saved (1)' }));

  expect(await screen.findByRole('link', { name: 'Aider' })).toBeTruthy();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Saved Aider' }));
  expect(screen.getByRole('heading', { name: 'You have saved no tool yet' })).toBeTruthy();
});

test('offers to remove a saved tool that the directory no longer has', async () => {
  directory();
  localStorage.setItem('codiesvibe:saved', '["gone"]');
  const user = open('/saved');
  await user.click(await screen.findByRole('button', { name: 'Remove' }));
  expect(localStorage.getItem('codiesvibe:saved')).toBe('[]');
});

test.each(['{', '{"a":1}', '[1]', 'null'])(
  'what is not a list of saved tools is none: %s',
  async (text) => {
    directory();
    localStorage.setItem('codiesvibe:saved', text);
    open('/saved');
    expect(await screen.findByText('You have saved no tool yet')).toBeTruthy();
  },
);

test('shows tools as a list on demand, and on the next visit', async () => {
  fakeApi(() => toolPage(1));
  const user = open('/');
  await user.click(screen.getByRole('button', { name: 'List' }));
  cleanup();
  open('/');
  expect(screen.getByRole('button', { name: 'List' }).getAttribute('aria-pressed')).toBe('true');
  const card = await screen.findByRole('article');
  expect(card.parentElement?.dataset.view).toBe('list');
});

test('says that the browser is offline, as long as it is', () => {
  fakeApi(() => toolPage(1));
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  open('/');
  expect(screen.getByRole('alert').textContent).toMatch(/You are offline/);
  online.mockReturnValue(true);
  act(() => {
    dispatchEvent(new Event('online'));
  });
  expect(screen.queryByRole('alert')).toBeNull();
});
