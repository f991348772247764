import { Suspense } from 'react';
import { BrowserRouter, Link } from 'react-router';
import { AccountMenu } from './account/AccountMenu';
import { Pages } from './routes';

export function App() {
  return (
    <BrowserRouter>
      <header className="masthead">
        <img src="/favicon.svg" alt="" width="44" height="44" />
        <div>
          <h1>
            <Link to="/">CodiesVibe</Link>
          </h1>
          <p>Find the AI coding tool that fits the way you work.</p>
        </div>
        <AccountMenu />
      </header>
      <main>
        <Suspense fallback={<p role="status">Loading…</p>}>
          <Pages />
        </Suspense>
      </main>
      <footer className="colophon">No advertising, no tracking.</footer>
    </BrowserRouter>
  );
}
