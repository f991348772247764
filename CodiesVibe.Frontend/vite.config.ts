import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Set in the development image, whose container opens a port of its own for updates. */
const hmrPort = process.env.HMR_PORT;

export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    // The host of the system chooses the port (`npm run dev -- --port N`) and probes exactly that one.
    strictPort: true,
    // Vite puts its own scripts and styles into the page; the edge leaves the policy of a server behind it as it is.
    headers: {
      'Content-Security-Policy':
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    },
    // The client connects to the origin that the page came from, which is right behind the edge too; unless another port is to be used.
    ...(hmrPort ? { hmr: { port: Number(hmrPort) } } : {}),
  },
  test: { environment: 'jsdom', restoreMocks: true, unstubGlobals: true },
});
