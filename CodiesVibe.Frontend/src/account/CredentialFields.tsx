import { Field } from './Field';

interface Props {
  errors: Record<string, string[]>;
  /** What a password manager should offer. */
  password: 'current-password' | 'new-password';
  hints?: { name: string; password: string };
}

export function CredentialFields({ errors, password, hints }: Props) {
  return (
    <>
      <Field label="Name" name="name" errors={errors} {...(hints && { hint: hints.name })}>
        {(control) => (
          <input {...control} autoComplete="username" autoCapitalize="none" spellCheck={false} />
        )}
      </Field>
      <Field
        label="Password"
        name="password"
        errors={errors}
        {...(hints && { hint: hints.password })}
      >
        {(control) => <input {...control} type="password" autoComplete={password} />}
      </Field>
    </>
  );
}
