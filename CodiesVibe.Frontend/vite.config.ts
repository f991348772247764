import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    // The host of the system chooses the port (`npm run dev -- --port N`) and probes exactly that one.
    strictPort: true,
    // No `hmr` settings: the client then connects to the origin that the page came from, which is right behind the edge too.
  },
  test: { environment: 'jsdom', restoreMocks: true, unstubGlobals: true },
});
