import { ToolsPage } from './tools/ToolsPage';

export function App() {
  return (
    <>
      <header className="masthead">
        <img src="/favicon.svg" alt="" width="44" height="44" />
        <div>
          <h1>CodiesVibe</h1>
          <p>Find the AI coding tool that fits the way you work.</p>
        </div>
      </header>
      <main>
        <ToolsPage />
      </main>
      <footer className="colophon">No advertising, no tracking.</footer>
    </>
  );
}
