import { Link, useNavigate } from 'react-router';
import * as v from 'valibot';
import { CredentialFields } from './CredentialFields';
import { Form, text } from './Form';
import { useChange } from './useChange';
import { useTitle } from './useTitle';

const hints = {
  name: 'Everybody who reviews your tools sees it. 3 to 32 letters, digits, dots, hyphens and underscores.',
  password: 'At least 12 characters.',
};

export default function RegisterPage() {
  useTitle('Register');
  const navigate = useNavigate();
  const { send, error, fields, isPending } = useChange(v.undefined(), () =>
    navigate('/sign-in?registered&to=/submit'),
  );

  return (
    <section className="page">
      <h2>Register</h2>
      <p>With an account you can submit tools to the directory.</p>
      <Form
        label="Register"
        submit="Register"
        error={error}
        isPending={isPending}
        onSubmit={(values) => {
          send({
            method: 'POST',
            path: '/api/account/register',
            body: { name: text(values, 'name'), password: text(values, 'password') },
          });
        }}
      >
        <CredentialFields errors={fields} password="new-password" hints={hints} />
      </Form>
      <p>
        You have an account? <Link to="/sign-in">Sign in</Link>
      </p>
    </section>
  );
}
