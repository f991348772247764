import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Set in the development image, whose container opens a port of its own for updates. */
const hmrPort = process.env.HMR_PORT;

/**
 * Vite puts its own scripts and styles into the page; the edge leaves the policy of a server behind it as it is.
 * The option `server.headers` would leave out answers with 304, which then got the edge's policy.
 */
const developmentPolicy: Plugin = {
  name: 'development-policy',
  configureServer(server) {
    server.middlewares.use((_request, response, next) => {
      response.setHeader(
        'Content-Security-Policy',
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
      );
      next();
    });
  },
};

export default defineConfig({
  plugins: [react(), developmentPolicy],
  server: {
    host: '127.0.0.1',
    // The host of the system chooses the port (`npm run dev -- --port N`) and probes exactly that one.
    strictPort: true,
    // The client connects to the origin that the page came from, which is right behind the edge too; unless another port is to be used.
    ...(hmrPort ? { hmr: { port: Number(hmrPort) } } : {}),
  },
  test: {
    environment: 'jsdom',
    restoreMocks: true,
    unstubGlobals: true,
    setupFiles: 'src/testing/patience.ts',
    testTimeout: 30_000,
  },
});
