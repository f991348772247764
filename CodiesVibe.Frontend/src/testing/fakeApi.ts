import { vi } from 'vitest';
import type { FacetCounts, Tool } from '../tools/tool';

export interface SentRequest {
  path: string;
  signal: AbortSignal;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export const visitor = { name: null, role: 'visitor', csrfToken: 'token-of-visitor' };

/**
 * Takes the place of `fetch`; a request that is cancelled rejects as the real one does. Returns the requests, in order, but for those about who is there.
 */
export function fakeApi(
  answer: (url: URL, request: SentRequest) => Response | Promise<Response>,
  whoIsThere: () => object = () => visitor,
) {
  const requests: SentRequest[] = [];
  vi.stubGlobal('fetch', (path: string, init: Omit<SentRequest, 'path'>) => {
    const { signal } = init;
    if (path === '/api/account/me') {
      return Promise.resolve(Response.json(whoIsThere()));
    }
    requests.push({ path, ...init });
    return new Promise<Response>((resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(new DOMException('The request was cancelled.', 'AbortError'));
      });
      Promise.resolve(answer(new URL(path, location.origin), { path, ...init })).then(
        resolve,
        reject,
      );
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
    longDescription: '',
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
