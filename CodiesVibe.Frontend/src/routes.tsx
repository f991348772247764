import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Notice } from './tools/Notice';
import { ToolPage } from './tools/ToolPage';
import { ToolsPage } from './tools/ToolsPage';

// A visitor who only looks for tools does not load these.
const ComparePage = lazy(() => import('./compare/ComparePage'));
const SavedPage = lazy(() => import('./saved/SavedPage'));
const SignInPage = lazy(() => import('./account/SignInPage'));
const RegisterPage = lazy(() => import('./account/RegisterPage'));
const SubmitPage = lazy(() => import('./submissions/SubmitPage'));
const SubmissionsPage = lazy(() => import('./submissions/SubmissionsPage'));
const EditPage = lazy(() => import('./submissions/EditPage'));
const ReviewPage = lazy(() => import('./review/ReviewPage'));
const DecisionPage = lazy(() => import('./review/DecisionPage'));

/** The pages of the site. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<ToolsPage />} />
      <Route path="/tools/:slug" element={<ToolPage />} />
      <Route path="/compare" element={<ComparePage />} />
      <Route path="/saved" element={<SavedPage />} />
      <Route path="/sign-in" element={<SignInPage />} />
      <Route path="/register" element={<RegisterPage />} />
      <Route path="/submit" element={<SubmitPage />} />
      <Route path="/submissions" element={<SubmissionsPage />} />
      <Route path="/submissions/:id" element={<EditPage />} />
      <Route path="/review" element={<ReviewPage />} />
      <Route path="/review/:id" element={<DecisionPage />} />
      <Route
        path="*"
        element={<Notice title="There is no such page" text="The address may be misspelt." />}
      />
    </Routes>
  );
}
