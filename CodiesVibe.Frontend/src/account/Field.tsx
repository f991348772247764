import { type ReactNode, useId } from 'react';

interface Control {
  id: string;
  name: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

interface Props {
  label: string;
  name: string;
  hint?: string;
  /** By field; see the API's problems. */
  errors: Record<string, string[]>;
  children: (control: Control) => ReactNode;
}

/** A control of a form with its label, and what is wrong with its value beside it. */
export function Field({ label, name, hint, errors, children }: Props) {
  const id = useId();
  const wrong = errors[name];
  const described = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        name,
        'aria-invalid': wrong !== undefined,
        'aria-describedby': described || undefined,
      })}
      {wrong && (
        <p className="wrong" id={`${id}-error`}>
          {wrong.join(' ')}
        </p>
      )}
    </div>
  );
}
