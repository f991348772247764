import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import * as v from 'valibot';
import { Field } from '../account/Field';
import { Form, text } from '../account/Form';
import { SignedIn } from '../account/SignedIn';
import { useChange } from '../account/useChange';
import { useTitle } from '../account/useTitle';
import { Loaded } from '../submissions/Loaded';
import { Submission } from '../submissions/submission';
import { ToolForm } from '../submissions/ToolForm';
import { useSubmission } from '../submissions/useSubmissions';
import { label } from '../tools/facets';

export default function DecisionPage() {
  useTitle('Review');
  const { id = '' } = useParams();
  return (
    <SignedIn role="admin">
      <Decision key={id} id={id} />
    </SignedIn>
  );
}

function Decision({ id }: { id: string }) {
  const result = useSubmission('review', id);
  return (
    <section className="page">
      <h2>Review</h2>
      <Loaded result={result}>
        {(submission) => <Decisions key={submission.version} submission={submission} />}
      </Loaded>
    </section>
  );
}

/** Each change says which version it is of, so that nobody decides on what they have not seen. */
function Decisions({ submission }: { submission: Submission }) {
  const { id, version, status, tool } = submission;
  const path = `/api/review/${id}`;
  const client = useQueryClient();
  const navigate = useNavigate();
  const show = async (changed: Submission) => {
    // The directory may have changed with it.
    await client.invalidateQueries({
      predicate: ({ queryKey: [path] }) =>
        typeof path === 'string' && path.startsWith('/api/tools'),
    });
    client.setQueryData(['review', 'one', id], changed);
  };
  const approve = useChange(Submission, show);
  const reject = useChange(Submission, show);
  const change = useChange(Submission, show);
  const remove = useChange(v.undefined(), () => navigate('/review'));
  const [isSure, setIsSure] = useState(false);

  return (
    <>
      <p role="status">
        <span className="status" data-status={status}>
          {label(status)}
        </span>{' '}
        Submitted by {submission.contributor}.
        {submission.reason && ` Rejected because: ${submission.reason}`}
      </p>
      {status !== 'rejected' && (
        <Form
          label="Approve"
          submit={status === 'pending' ? 'Approve' : 'Put into the directory again'}
          error={approve.error}
          isPending={approve.isPending}
          onSubmit={() => {
            approve.send({ method: 'POST', path: `${path}/approve`, version });
          }}
        >
          {Object.values(approve.fields).map((sentences) => (
            <p className="wrong" key={sentences.join()}>
              {sentences.join(' ')}
            </p>
          ))}
        </Form>
      )}
      {status === 'pending' && (
        <Form
          label="Reject"
          submit="Reject"
          error={reject.error}
          isPending={reject.isPending}
          onSubmit={(values) => {
            reject.send({
              method: 'POST',
              path: `${path}/reject`,
              version,
              body: { reason: text(values, 'reason') },
            });
          }}
        >
          <Field
            label="Reason"
            name="reason"
            errors={reject.fields}
            hint="The contributor reads it; 10 to 500 characters."
          >
            {(control) => <textarea {...control} rows={3} />}
          </Field>
        </Form>
      )}
      <h3>What it says</h3>
      <ToolForm
        label="Change"
        submit="Save"
        tool={tool}
        error={change.error}
        errors={change.fields}
        isPending={change.isPending}
        onSubmit={(body) => {
          change.send({ method: 'PUT', path, body, version });
        }}
      />
      <h3>Delete</h3>
      <Form
        label="Delete"
        submit={isSure ? 'Delete for ever' : 'Delete…'}
        error={remove.error}
        isPending={remove.isPending}
        onSubmit={() => {
          if (isSure) {
            remove.send({ method: 'DELETE', path, version });
          } else {
            setIsSure(true);
          }
        }}
      >
        <p>
          {status === 'approved'
            ? 'The submission and the tool in the directory are deleted.'
            : 'The submission is deleted.'}
        </p>
      </Form>
    </>
  );
}
