import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { App } from '../App';
import { queryDefaults } from '../api/queryDefaults';
import { fakeApi, tool, toolPage, visitor } from '../testing/fakeApi';

const contributor = { name: 'ada', role: 'contributor', csrfToken: 'token-of-ada' };
const admin = { name: 'boss', role: 'admin', csrfToken: 'token-of-boss' };

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

function submission(change: object = {}) {
  return {
    id: '1',
    version: 3,
    status: 'pending',
    reason: null,
    contributor: 'ada',
    submittedAt: '2026-11-01T12:00:00Z',
    tool: { ...tool('Cursor'), longDescription: '', keywords: ['a', 'b'] },
    ...change,
  };
}

const refused = (status: number, errors: Record<string, string[]>, detail?: string) =>
  Response.json({ status, errors, detail }, { status });

async function expectAccessible() {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(violations).toEqual([]);
}

test('whoever signs in sends the token, is known then, and comes to the page they wanted', async () => {
  let who: object = visitor;
  const requests = fakeApi(
    ({ pathname }) => {
      if (pathname === '/api/account/sign-in') {
        who = contributor;
        return Response.json(contributor);
      }
      return Response.json({ items: [submission()], page: 1, hasMore: false });
    },
    () => who,
  );
  const user = open('/submissions');

  await user.type(await screen.findByLabelText('Name'), 'ada');
  await expectAccessible();
  await user.type(screen.getByLabelText('Password'), 'correct horse{Enter}');

  expect(await screen.findByRole('heading', { name: 'Cursor' })).toBeTruthy();
  expect(location.pathname).toBe('/submissions');
  expect(screen.getByRole('button', { name: 'Sign out' })).toBeTruthy();
  expect(requests[0]).toMatchObject({
    method: 'POST',
    headers: { 'x-csrf-token': 'token-of-visitor' },
    body: '{"name":"ada","password":"correct horse"}',
  });
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)'])(
  'signing in leads to no other site: %s',
  async (to) => {
    fakeApi(({ pathname }) =>
      pathname === '/api/account/sign-in' ? Response.json(contributor) : toolPage(1),
    );
    const user = open(`/sign-in?to=${encodeURIComponent(to)}`);

    await user.type(await screen.findByLabelText('Password'), 'x{Enter}');

    expect(await screen.findByRole('link', { name: 'Tool 1' })).toBeTruthy();
    expect(location.pathname).toBe('/');
  },
);

test('a refused sign-in says so and moves the focus there', async () => {
  fakeApi(() => refused(401, {}, 'The name or the password is wrong.'));
  const user = open('/sign-in');

  await user.click(await screen.findByRole('button', { name: 'Sign in' }));

  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toBe('The name or the password is wrong.');
  expect(document.activeElement).toBe(alert);
});

test('a field that is wrong has the reason beside it and the focus', async () => {
  const sentence = 'website must be an absolute http or https URL.';
  const requests = fakeApi(
    () => refused(400, { website: [sentence], pricing: ['pricing must have at least one value.'] }),
    () => contributor,
  );
  const user = open('/submit');

  await user.type(await screen.findByLabelText('Name'), 'Café C++');
  await user.click(screen.getByLabelText('CLI'));
  await user.type(screen.getByLabelText('Keywords'), 'one, two ,');
  await user.click(screen.getByRole('button', { name: 'Submit' }));

  const website = screen.getByLabelText('Website');
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(document.activeElement).toBe(website);
  expect(document.getElementById(website.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    sentence,
  );
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    slug: 'cafe-c',
    name: 'Café C++',
    website: '',
    description: '',
    longDescription: '',
    keywords: ['one', 'two'],
    pricing: [],
    interface: ['cli'],
    functionality: [],
    deployment: [],
  });
  await expectAccessible();
});

test('a contributor changes the version that they have read', async () => {
  const requests = fakeApi(
    ({ pathname }) =>
      Response.json(
        pathname.endsWith('/1') ? submission() : { items: [submission()], page: 1, hasMore: false },
      ),
    () => contributor,
  );
  const user = open('/submissions/1');

  await user.type(await screen.findByLabelText('Description'), ' And tests.');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByRole('heading', { name: 'My submissions' })).toBeTruthy();
  const sent = requests.find(({ method }) => method === 'PUT');
  expect(sent?.headers).toMatchObject({ 'if-match': '"3"', 'x-csrf-token': 'token-of-ada' });
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({ description: 'Writes code. And tests.' });
});

test('a review is for admins', async () => {
  const requests = fakeApi(
    () => refused(403, {}),
    () => contributor,
  );
  open('/review');

  expect(await screen.findByText('This page is for admins')).toBeTruthy();
  expect(requests).toEqual([]);
});

test('an admin rejects with a reason and deletes only when asked twice', async () => {
  const requests = fakeApi(
    ({ pathname }, { method }) => {
      if (method === 'DELETE') {
        return new Response(null, { status: 204 });
      }
      if (pathname.endsWith('/reject')) {
        return Response.json(submission({ version: 4, status: 'rejected', reason: 'No tool.' }));
      }
      return Response.json(
        pathname.endsWith('/1') ? submission() : { items: [], page: 1, hasMore: false },
      );
    },
    () => admin,
  );
  const user = open('/review/1');

  await user.type(await screen.findByLabelText('Reason'), 'No tool at all.');
  await expectAccessible();
  await user.click(
    within(screen.getByRole('form', { name: 'Reject' })).getByRole('button', { name: 'Reject' }),
  );
  expect(await screen.findByText(/Rejected because: No tool\./)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();

  await user.click(screen.getByRole('button', { name: 'Delete…' }));
  expect(requests.some(({ method }) => method === 'DELETE')).toBe(false);
  await user.click(screen.getByRole('button', { name: 'Delete for ever' }));
  expect(await screen.findByText('There is nothing here.')).toBeTruthy();
  expect(requests.find(({ method }) => method === 'DELETE')?.headers).toMatchObject({
    'if-match': '"4"',
  });
});

test('text of a submission is never markup', async () => {
  const name = '<img src=x onerror=alert(1)>';
  fakeApi(
    () =>
      Response.json({
        items: [submission({ tool: { ...submission().tool, name } })],
        page: 1,
        hasMore: false,
      }),
    () => contributor,
  );
  open('/submissions');

  expect(await screen.findByRole('heading', { name })).toBeTruthy();
  expect(document.querySelector('main img')).toBeNull();
});
