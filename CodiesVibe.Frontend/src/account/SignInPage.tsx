import { Link, useNavigate, useSearchParams } from 'react-router';
import { CredentialFields } from './CredentialFields';
import { Form, text } from './Form';
import { useChange } from './useChange';
import { useTitle } from './useTitle';
import { useVisitorChange, Visitor } from './visitor';

export default function SignInPage() {
  useTitle('Sign in');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const changeVisitor = useVisitorChange();
  const { send, error, fields, isPending } = useChange(Visitor, async (visitor) => {
    await changeVisitor(visitor);
    await navigate(target(search.get('to')));
  });

  return (
    <section className="page">
      <h2>Sign in</h2>
      {search.has('registered') && <p role="status">Your account is ready. Sign in with it.</p>}
      <Form
        label="Sign in"
        submit="Sign in"
        error={error}
        isPending={isPending}
        onSubmit={(values) => {
          send({
            method: 'POST',
            path: '/api/account/sign-in',
            body: { name: text(values, 'name'), password: text(values, 'password') },
          });
        }}
      >
        <CredentialFields errors={fields} password="current-password" />
      </Form>
      <p>
        No account yet? <Link to="/register">Register</Link>
      </p>
    </section>
  );
}

/** Only a path of this site: the address may come from anywhere. */
function target(to: string | null): string {
  return to && /^\/(?![/\\])/.test(to) ? to : '/';
}
