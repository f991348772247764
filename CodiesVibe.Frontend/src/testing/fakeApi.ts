import { vi } from 'vitest';
import type { FacetCounts, Tool } from '../tools/tool';

/** Takes the place of `fetch`; a request that is cancelled rejects as the real one does. Returns the requests, in order. */
export function fakeApi(answer: (url: URL) => Response | Promise<Response>) {
  const requests: { path: string; signal: AbortSignal }[] = [];
  vi.stubGlobal('fetch', (path: string, { signal }: { signal: AbortSignal }) => {
    requests.push({ path, signal });
    return new Promise<Response>((resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(new DOMException('The request was cancelled.', 'AbortError'));
      });
      Promise.resolve(answer(new URL(path, location.origin))).then(resolve, reject);
    });
  });
  return requests;
}

/** A page of tools named after the words of the request, so that a test sees whose answer is on the page. */
export function toolPage(
  total: number,
  page = 1,
  name = 'Tool',
  facets: FacetCounts = {},
): Response {
  const first = (page - 1) * 24;
  const items = Array.from({ length: Math.min(24, total - first) }, (_, index) =>
    tool(`${name} ${first + index + 1}`),
  );
  return Response.json({ items, total, page, pageSize: 24, facets });
}

export function tool(name: string): Tool {
  return {
    slug: name.toLowerCase().replaceAll(' ', '-'),
    name,
    website: 'https://www.example.org/tool',
    description: 'Writes code.',
    pricing: ['open-source'],
    interface: ['cli', 'ide-extension'],
    functionality: ['agent'],
    deployment: ['local'],
    rating: 0,
    reviewCount: 0,
  };
}

export const never = () => new Promise<Response>(() => undefined);

export const unavailable = () =>
  Response.json(
    { title: 'Service Unavailable', status: 503 },
    { status: 503, headers: { 'content-type': 'application/problem+json' } },
  );
