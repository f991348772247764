import { Suspense } from 'react';
import { BrowserRouter, Link } from 'react-router';
import { AccountMenu } from './account/AccountMenu';
import { CompareBar } from './compare/CompareBar';
import { OfflineNotice } from './OfflineNotice';
import { Pages } from './routes';
import { SavedLink } from './saved/SavedLink';

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
        <nav className="account" aria-label="Directory">
          <SavedLink />
        </nav>
        <AccountMenu />
      </header>
      <OfflineNotice />
      <main>
        <Suspense fallback={<p role="status">Loading…</p>}>
          <Pages />
        </Suspense>
      </main>
      <CompareBar />
      <footer className="colophon">No advertising, no tracking.</footer>
    </BrowserRouter>
  );
}
