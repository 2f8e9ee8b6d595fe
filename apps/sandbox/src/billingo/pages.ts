import type { PlayerWorld } from '../player.js';
import { type Answer, jsonAnswer } from '../serving/answer.js';
import type { FaultyPage } from '../serving/page-faults.js';
import type { PlayerRequest } from '../serving/player.js';
import { unprocessable } from './refusals.js';

export interface PageWindow {
  readonly page: number;
  readonly limit: number;
  readonly offset: number;
}

/** `page` counts from 1; `per_page` is 25 unless told and 100 at most. */
export function windowOf({ query }: PlayerRequest): PageWindow | Answer {
  const page = Number(query['page'] ?? 1);
  const limit = Number(query['per_page'] ?? 25);
  if (!Number.isInteger(page) || page < 1) return unprocessable('page', 'The page is invalid.');
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return unprocessable('per_page', 'The per page must be between 1 and 100.');
  return { page, limit, offset: (page - 1) * limit };
}

export function isRefusal(result: PageWindow | Answer): result is Answer {
  return 'status' in result;
}

export function pageAnswer(
  world: PlayerWorld,
  { path }: PlayerRequest,
  { page, limit }: PageWindow,
  { rows, total }: FaultyPage<unknown>,
): Answer {
  const lastPage = Math.max(1, Math.ceil(total / limit));
  const addressOf = (number: number) =>
    number < 1 || number > lastPage ? null : `${world.baseUrl()}${path}?page=${number}`;
  return jsonAnswer(200, {
    data: rows,
    total,
    per_page: limit,
    current_page: page,
    last_page: lastPage,
    prev_page_url: addressOf(page - 1),
    next_page_url: addressOf(page + 1),
  });
}
