import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Notice } from '../tools/Notice';
import { useVisitor } from './visitor';

interface Props {
  role?: 'admin';
  children: ReactNode;
}

/** A page for whoever is signed in, or for admins; others are asked to sign in, and come back. */
export function SignedIn({ role, children }: Props) {
  const { data: visitor, error, isFetching, refetch } = useVisitor();
  const { pathname } = useLocation();
  if (!visitor) {
    return error ? (
      <Notice role="alert" title="Signing in is not possible right now" text={error.message}>
        <button type="button" onClick={() => void refetch()}>
          {isFetching ? 'Trying…' : 'Retry'}
        </button>
      </Notice>
    ) : (
      <p role="status">Loading…</p>
    );
  }
  if (!visitor.name) {
    return <Navigate to={`/sign-in?to=${encodeURIComponent(pathname)}`} replace />;
  }
  return role && visitor.role !== role ? (
    <Notice title="This page is for admins" text={`You are signed in as ${visitor.name}.`} />
  ) : (
    children
  );
}
