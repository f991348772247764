import { useState } from 'react';
import { Field } from '../account/Field';
import { Form, text } from '../account/Form';
import { facetNames, facets, label } from '../tools/facets';
import type { SubmittedTool } from './submission';

interface Props {
  label: string;
  submit: string;
  /** What is there already. */
  tool?: SubmittedTool;
  error: Error | null;
  errors: Record<string, string[]>;
  isPending: boolean;
  onSubmit: (tool: unknown) => void;
}

export function ToolForm({ tool, errors, onSubmit, ...form }: Props) {
  const [name, setName] = useState(tool?.name ?? '');
  const [slug, setSlug] = useState(tool?.slug);

  return (
    <Form
      {...form}
      onSubmit={(values) => {
        onSubmit(read(values));
      }}
    >
      <Field label="Name" name="name" errors={errors} hint="As its makers write it.">
        {(control) => (
          <input
            {...control}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        )}
      </Field>
      <Field
        label="Name in addresses"
        name="slug"
        errors={errors}
        hint="Lower-case letters and digits, with hyphens between them."
      >
        {(control) => (
          <input
            {...control}
            autoCapitalize="none"
            spellCheck={false}
            value={slug ?? slugOf(name)}
            onChange={(event) => {
              setSlug(event.target.value);
            }}
          />
        )}
      </Field>
      <Field label="Website" name="website" errors={errors}>
        {(control) => (
          <input
            {...control}
            type="url"
            placeholder="https://"
            defaultValue={tool?.website ?? ''}
          />
        )}
      </Field>
      <Field
        label="Description"
        name="description"
        errors={errors}
        hint="What it does, in one or two sentences; at most 500 characters."
      >
        {(control) => <textarea {...control} rows={3} defaultValue={tool?.description ?? ''} />}
      </Field>
      <Field
        label="More about it"
        name="longDescription"
        errors={errors}
        hint="May be empty; at most 2000 characters."
      >
        {(control) => <textarea {...control} rows={6} defaultValue={tool?.longDescription ?? ''} />}
      </Field>
      <Field
        label="Keywords"
        name="keywords"
        errors={errors}
        hint="Further words by which it is found, with commas between them."
      >
        {(control) => <input {...control} defaultValue={tool?.keywords.join(', ') ?? ''} />}
      </Field>
      {facetNames.map((facet) => {
        const wrong = errors[facet];
        return (
          <fieldset
            key={facet}
            tabIndex={-1}
            aria-invalid={wrong !== undefined}
            aria-describedby={wrong && `${facet}-error`}
          >
            <legend>{label(facet)}</legend>
            <div className="choices">
              {facets[facet].map((value) => (
                <label key={value}>
                  <input
                    type="checkbox"
                    name={facet}
                    value={value}
                    defaultChecked={tool?.[facet].includes(value) ?? false}
                  />
                  {label(value)}
                </label>
              ))}
            </div>
            {wrong && (
              <p className="wrong" id={`${facet}-error`}>
                {wrong.join(' ')}
              </p>
            )}
          </fieldset>
        );
      })}
    </Form>
  );
}

function read(values: FormData) {
  return {
    slug: text(values, 'slug').trim(),
    name: text(values, 'name').trim(),
    website: text(values, 'website').trim(),
    description: text(values, 'description').trim(),
    longDescription: text(values, 'longDescription').trim(),
    keywords: text(values, 'keywords')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    ...Object.fromEntries(facetNames.map((facet) => [facet, values.getAll(facet)])),
  };
}

/** What the address could be, as a start: `C++ Tool!` becomes `c-tool`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
