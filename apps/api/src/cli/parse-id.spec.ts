import { expect, it } from '@jest/globals';
import { Command } from 'commander';

import { addDunningCommands } from './dunning.command.js';
import { parseId } from './parse-id.js';

const ID = '018f0000-0000-7000-8000-00000000000a';

it('takes an id as it is pasted', () => {
  expect(parseId(ID.toUpperCase())).toBe(ID);
});

it.each(['Pracownia Dąb', '', '1', `${ID}0`])('says what an id is when it is %j', (text) => {
  expect(() => parseId(text)).toThrow('It is an id such as');
});

it('is asked for before anything is started', async () => {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  addDunningCommands(program);
  for (const each of program.commands.flatMap(({ commands }) => commands)) {
    each.exitOverride().configureOutput({ writeErr: () => undefined });
    const asked = program.parseAsync(['dunning', each.name(), '--account', 'Dąb'], {
      from: 'user',
    });
    await expect(asked).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  }
});
