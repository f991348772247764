import { useNavigate, useParams } from 'react-router';
import { SignedIn } from '../account/SignedIn';
import { useChange } from '../account/useChange';
import { useTitle } from '../account/useTitle';
import { Loaded } from './Loaded';
import { Submission } from './submission';
import { ToolForm } from './ToolForm';
import { useSubmission } from './useSubmissions';

export default function EditPage() {
  useTitle('Change a submission');
  const { id = '' } = useParams();
  return (
    <SignedIn>
      <Edit key={id} id={id} />
    </SignedIn>
  );
}

function Edit({ id }: { id: string }) {
  const result = useSubmission('submissions', id);
  const navigate = useNavigate();
  const { send, error, fields, isPending } = useChange(Submission, () => navigate('/submissions'));
  return (
    <section className="page">
      <h2>Change a submission</h2>
      <Loaded result={result}>
        {({ tool, version }) => (
          <ToolForm
            label="Change a submission"
            submit="Save"
            tool={tool}
            error={error}
            errors={fields}
            isPending={isPending}
            onSubmit={(body) => {
              send({ method: 'PUT', path: `/api/submissions/${id}`, body, version });
            }}
          />
        )}
      </Loaded>
    </section>
  );
}
