import { Link } from 'react-router';
import { SignedIn } from '../account/SignedIn';
import { useTitle } from '../account/useTitle';
import { SubmissionList } from './SubmissionList';
import { useSubmissions } from './useSubmissions';

export default function SubmissionsPage() {
  useTitle('My submissions');
  return (
    <SignedIn>
      <Submissions />
    </SignedIn>
  );
}

function Submissions() {
  const result = useSubmissions('submissions');
  return (
    <section className="page">
      <h2>My submissions</h2>
      <SubmissionList
        result={result}
        empty={
          <p>
            You have not submitted a tool yet. <Link to="/submit">Submit one</Link>
          </p>
        }
        linkOf={({ id, status }) => (status === 'pending' ? `/submissions/${id}` : undefined)}
      />
    </section>
  );
}
