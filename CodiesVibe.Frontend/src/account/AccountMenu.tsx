import { Link, NavLink, useNavigate } from 'react-router';
import * as v from 'valibot';
import { useChange } from './useChange';
import { useVisitor, useVisitorChange } from './visitor';

/** Where whoever is there can go. Without an answer of the API it is the visitor's: the directory does not need to know. */
export function AccountMenu() {
  const { data: visitor } = useVisitor();
  const changeVisitor = useVisitorChange();
  const navigate = useNavigate();
  const { send, error } = useChange(v.undefined(), async () => {
    await navigate('/');
    await changeVisitor();
  });

  return (
    <nav className="account" aria-label="Account">
      <NavLink to="/submit">Submit a tool</NavLink>
      {visitor?.name ? (
        <>
          <NavLink to="/submissions">My submissions</NavLink>
          {visitor.role === 'admin' && <NavLink to="/review">Review</NavLink>}
          <span>{visitor.name}</span>
          <button
            type="button"
            className="quiet"
            onClick={() => {
              send({ method: 'POST', path: '/api/account/sign-out' });
            }}
          >
            Sign out
          </button>
          {error && (
            <span className="wrong" role="alert">
              {error.message}
            </span>
          )}
        </>
      ) : (
        <Link to="/sign-in">Sign in</Link>
      )}
    </nav>
  );
}
