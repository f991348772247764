import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { queryDefaults } from './api/queryDefaults';
import './styles/theme.css';
import './styles/layout.css';
import './styles/card.css';
import './styles/form.css';
import './styles/tool.css';

const root = document.getElementById('root');
if (!root) {
  throw new Error('index.html has no element with the id "root".');
}

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient(queryDefaults)}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
