import type { QueryClientConfig } from '@tanstack/react-query';

export const queryDefaults: QueryClientConfig = {
  defaultOptions: {
    queries: {
      // A failure is shown at once, with a Retry button; the reader decides.
      retry: false,
      // Otherwise a browser that believes it is offline would show "loading" for ever.
      networkMode: 'always',
      staleTime: 30_000,
    },
  },
};
