import { NavLink, useSearchParams } from 'react-router';
import { SignedIn } from '../account/SignedIn';
import { useTitle } from '../account/useTitle';
import { statuses } from '../submissions/submission';
import { SubmissionList } from '../submissions/SubmissionList';
import { useSubmissions } from '../submissions/useSubmissions';
import { label } from '../tools/facets';

export default function ReviewPage() {
  useTitle('Review');
  return (
    <SignedIn role="admin">
      <Review />
    </SignedIn>
  );
}

function Review() {
  const [search] = useSearchParams();
  const status = statuses.find((known) => known === search.get('status')) ?? 'pending';
  const result = useSubmissions('review', `&status=${status}`);
  return (
    <section className="page">
      <h2>Review</h2>
      <nav className="tabs" aria-label="Status">
        {statuses.map((other) => (
          <NavLink
            key={other}
            to={`?status=${other}`}
            className=""
            aria-current={other === status ? 'page' : 'false'}
          >
            {label(other)}
          </NavLink>
        ))}
      </nav>
      <SubmissionList
        result={result}
        empty={<p>There is nothing here.</p>}
        linkOf={({ id }) => `/review/${id}`}
      />
    </section>
  );
}
