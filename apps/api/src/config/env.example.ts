import { z } from 'zod';

import { settingsSchema } from './env.js';

/** The text of `.env.example`: every setting with its meaning and default, secrets with a value that is refused. */
export function envExample(): string {
  const schema = z.toJSONSchema(settingsSchema, { io: 'input', unrepresentable: 'any' });
  const required = new Set(schema.required ?? []);
  const entries = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { description, default: standard } = property as {
      description?: string;
      default?: unknown;
    };
    const value = required.has(name)
      ? `${name}=change-me`
      : `# ${name}=${standard === undefined ? '' : String(standard)}`;
    return `# ${description ?? name}\n${value}`;
  });
  return `# Settings of InvoiceTracker. Copy to .env and fill in what says change-me.\n\n${entries.join('\n\n')}\n`;
}
