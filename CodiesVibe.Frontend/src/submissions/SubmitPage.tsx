import { useNavigate } from 'react-router';
import { SignedIn } from '../account/SignedIn';
import { useChange } from '../account/useChange';
import { useTitle } from '../account/useTitle';
import { Submission } from './submission';
import { ToolForm } from './ToolForm';

export default function SubmitPage() {
  useTitle('Submit a tool');
  return (
    <SignedIn>
      <SubmitForm />
    </SignedIn>
  );
}

function SubmitForm() {
  const navigate = useNavigate();
  const { send, error, fields, isPending } = useChange(Submission, () => navigate('/submissions'));
  return (
    <section className="page">
      <h2>Submit a tool</h2>
      <p>An admin decides whether it comes into the directory. Until then you can change it.</p>
      <ToolForm
        label="Submit a tool"
        submit="Submit"
        error={error}
        errors={fields}
        isPending={isPending}
        onSubmit={(body) => {
          send({ method: 'POST', path: '/api/submissions', body });
        }}
      />
    </section>
  );
}
